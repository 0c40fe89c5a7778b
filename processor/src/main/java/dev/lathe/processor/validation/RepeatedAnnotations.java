package dev.lathe.processor.validation;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
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
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Name;

/**
 * Prints what is wrong with one of several annotations of a type. javac's messager does not find
 * them, since it looks for the annotation that holds them all, which stands nowhere in the source.
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
    if (place.annotation().isEmpty()) {
      return false;
    }
    AnnotationMirror annotation = place.annotation().get();
    int index = index(place.element(), annotation);
    TreePath path = trees.getPath(place.element());
    if (index < 0 || path == null || !(path.getLeaf() instanceof ClassTree type)) {
      return false;
    }
    Name name = annotation.getAnnotationType().asElement().getSimpleName();
    List<? extends AnnotationTree> alike =
        type.getModifiers().getAnnotations().stream()
            .filter(tree -> isCalled(tree.getAnnotationType(), name))
            .toList();
    if (index >= alike.size()) {
      return false;
    }
    AnnotationTree tree = alike.get(index);
    Tree at = place.value().flatMap(value -> value(tree, annotation, value)).orElse(tree);
    trees.printMessage(
        finding.message().kind(), finding.text(), at, path.getCompilationUnit());
    return true;
  }

  /** Which of those in one container it is; -1 if it is in none. */
  private static int index(Element element, AnnotationMirror annotation) {
    for (AnnotationMirror container : element.getAnnotationMirrors()) {
      for (AnnotationValue value : container.getElementValues().values()) {
        if (value.getValue() instanceof List<?> several) {
          List<?> mirrors =
              several.stream().map(each -> ((AnnotationValue) each).getValue()).toList();
          if (mirrors.contains(annotation)) {
            return mirrors.indexOf(annotation);
          }
        }
      }
    }
    return -1;
  }

  private static boolean isCalled(Tree type, Name name) {
    String written = type.toString();
    return written.contentEquals(name) || written.endsWith("." + name);
  }

  /** What is written for a value, or for the array that it stands in. */
  private static Optional<Tree> value(
      AnnotationTree tree, AnnotationMirror annotation, AnnotationValue value) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> element :
        annotation.getElementValues().entrySet()) {
      boolean inside =
          element.getValue().getValue() instanceof List<?> entries && entries.contains(value);
      if (element.getValue().equals(value) || inside) {
        Name name = element.getKey().getSimpleName();
        return tree.getArguments().stream()
            .filter(AssignmentTree.class::isInstance)
            .map(AssignmentTree.class::cast)
            .filter(written -> written.getVariable().toString().contentEquals(name))
            .map(written -> (Tree) written.getExpression())
            .findFirst();
      }
    }
    return Optional.empty();
  }
}
