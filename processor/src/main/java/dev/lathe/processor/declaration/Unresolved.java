package dev.lathe.processor.declaration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * The names that keep a network from being read, each once, in the order of the source.
 *
 * @param types that the interface extends, or that its methods give or take
 * @param annotations of the interface, its methods and their parameters, without the {@code @}
 */
public record Unresolved(List<String> types, List<String> annotations) {

  public Unresolved {
    types = List.copyOf(types);
    annotations = List.copyOf(annotations);
  }

  /** Those of an interface; none if it is neither a type nor an annotation that is missing. */
  public static Unresolved in(TypeElement network) {
    List<TypeMirror> types = new ArrayList<>(network.getInterfaces());
    List<AnnotationMirror> annotations = new ArrayList<>(network.getAnnotationMirrors());
    for (ExecutableElement method : ElementFilter.methodsIn(network.getEnclosedElements())) {
      types.add(method.getReturnType());
      method.getParameters().stream().map(VariableElement::asType).forEach(types::add);
      annotations.addAll(method.getAnnotationMirrors());
      method.getParameters().stream()
          .map(Element::getAnnotationMirrors)
          .forEach(annotations::addAll);
    }
    return new Unresolved(
        missing(types),
        missing(annotations.stream().map(each -> each.getAnnotationType()).toList()));
  }

  private static List<String> missing(List<? extends TypeMirror> types) {
    Set<String> missing = new LinkedHashSet<>();
    for (TypeMirror type : types) {
      if (type.getKind() == TypeKind.ERROR) {
        missing.add(type.toString());
      }
    }
    return List.copyOf(missing);
  }
}
