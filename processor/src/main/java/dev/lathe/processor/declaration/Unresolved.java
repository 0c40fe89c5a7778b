package dev.lathe.processor.declaration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Names the types that keep a network from being read. */
public final class Unresolved {
  private Unresolved() {}

  /** {@code (Missing, Other)}, or nothing if it is not a type that is missing. */
  public static String describe(TypeElement network) {
    List<TypeMirror> types = new ArrayList<>(network.getInterfaces());
    for (ExecutableElement method : ElementFilter.methodsIn(network.getEnclosedElements())) {
      types.add(method.getReturnType());
      method.getParameters().stream().map(VariableElement::asType).forEach(types::add);
    }
    SequencedSet<String> missing = new LinkedHashSet<>();
    for (TypeMirror type : types) {
      if (type.getKind() == TypeKind.ERROR) {
        missing.add(type.toString());
      }
    }
    return missing.isEmpty() ? "" : " (" + String.join(", ", missing) + ")";
  }
}
