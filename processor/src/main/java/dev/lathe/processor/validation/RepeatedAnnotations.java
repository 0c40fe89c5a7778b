package dev.lathe.processor.validation;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.lathe.processor.declaration.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/**
 * Prints what is wrong with one of several annotations of a type or a method. javac's messager does
 * not find them, since it looks for the annotation that holds them all, which stands nowhere in the
 * source.
 */
final class RepeatedAnnotations {
  private final Trees trees;

  private RepeatedAnnotations(Trees trees) {
    this.trees = trees;
  }

  /** Absent in other compilers than javac, and in builds that hide it. */
  static Optional<RepeatedAnnotations> in(ProcessingEnvironment environment) {
    try {
      return Optional.of(new RepeatedAnnotations(Trees.instance(environment)));
    } catch (IllegalArgumentException | LinkageError e) {
      return Optional.empty();
    }
  }

  /** Prints a finding about such an annotation; returns false, and does nothing, for others. */
  boolean print(Finding finding) {
    Place place = finding.place();
    if (place.annotation().isEmpty() || place.value().isEmpty()) {
      return false;
    }
    List<AnnotationMirror> repeated = repeated(place.annotation().get());
    AnnotationValue value = place.value().get();
    TreePath path = trees.getPath(place.element());
    Optional<ModifiersTree> modifiers = path == null ? Optional.empty() : modifiers(path.getLeaf());
    if (modifiers.isEmpty()) {
      return false;
    }
    for (int i = 0; i < repeated.size(); i++) {
      AnnotationMirror annotation = repeated.get(i);
      List<? extends AnnotationTree> written = written(modifiers.get(), annotation);
      if (i < written.size() && (annotation.equals(value) || holder(annotation, value) != null)) {
        Tree at = value(written.get(i), holder(annotation, value));
        trees.printMessage(finding.message().kind(), finding.text(), at, path.getCompilationUnit());
        return true;
      }
    }
    return false;
  }

  /** Those that an annotation holds, if it holds any. */
  private static List<AnnotationMirror> repeated(AnnotationMirror container) {
    return container.getElementValues().values().stream()
        .filter(value -> value.getValue() instanceof List<?>)
        .flatMap(value -> ((List<?>) value.getValue()).stream())
        .map(entry -> ((AnnotationValue) entry).getValue())
        .filter(AnnotationMirror.class::isInstance)
        .map(AnnotationMirror.class::cast)
        .toList();
  }

  private static Optional<ModifiersTree> modifiers(Tree tree) {
    return switch (tree) {
      case ClassTree type -> Optional.of(type.getModifiers());
      case MethodTree method -> Optional.of(method.getModifiers());
      default -> Optional.empty();
    };
  }

  /** Those of the same type that stand there. */
  private static List<? extends AnnotationTree> written(
      ModifiersTree modifiers, AnnotationMirror like) {
    String name = like.getAnnotationType().asElement().getSimpleName().toString();
    return modifiers.getAnnotations().stream()
        .filter(
            tree -> {
              String called = tree.getAnnotationType().toString();
              return called.equals(name) || called.endsWith("." + name);
            })
        .toList();
  }

  /** The element whose value this is, or that has it in an array. */
  private static @Nullable Name holder(AnnotationMirror annotation, AnnotationValue value) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> element :
        annotation.getElementValues().entrySet()) {
      boolean inside =
          element.getValue().getValue() instanceof List<?> entries && entries.contains(value);
      if (element.getValue().equals(value) || inside) {
        return element.getKey().getSimpleName();
      }
    }
    return null;
  }

  /** What is written for an element; the annotation itself where nothing is. */
  private static Tree value(AnnotationTree annotation, @Nullable Name element) {
    for (Tree argument : annotation.getArguments()) {
      if (element != null
          && argument instanceof AssignmentTree written
          && written.getVariable().toString().contentEquals(element)) {
        return written.getExpression();
      }
    }
    return annotation;
  }
}
