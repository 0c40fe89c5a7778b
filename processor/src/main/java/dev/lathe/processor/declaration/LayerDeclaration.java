package dev.lathe.processor.declaration;

import java.util.List;
import javax.lang.model.element.ExecutableElement;

/**
 * A method that returns a layer, or that carries an annotation of ours.
 *
 * @param method the user's method
 * @param returnsLayer whether its type is {@code dev.lathe.runtime.Layer}
 * @param operations the main operations, in the order written; one or none if all is well
 * @param activations the activations, in the order written; one or none if all is well
 */
public record LayerDeclaration(
    ExecutableElement method,
    boolean returnsLayer,
    List<OperationDeclaration> operations,
    List<ActivationDeclaration> activations) {

  public LayerDeclaration {
    operations = List.copyOf(operations);
    activations = List.copyOf(activations);
  }

  public String name() {
    return method.getSimpleName().toString();
  }

  public Place place() {
    return Place.of(method);
  }

  /** Whether any annotation of ours stands on the method. */
  public boolean isAnnotated() {
    return !operations.isEmpty() || !activations.isEmpty();
  }
}
