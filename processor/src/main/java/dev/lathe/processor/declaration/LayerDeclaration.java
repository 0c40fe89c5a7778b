package dev.lathe.processor.declaration;

import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.element.ExecutableElement;

/**
 * A method that returns a layer, or that carries an annotation of ours.
 *
 * @param method the user's method
 * @param place of the method; of a block's layer where the network uses the block
 * @param returnsLayer whether its type is {@code dev.lathe.runtime.Layer}
 * @param operations the main operations, in the order written; one or none if all is well
 * @param activations the activations, in the order written; one or none if all is well
 * @param blocks the blocks, in the order written; one or none if all is well
 * @param pins the schedules that it is pinned to
 * @param unreadable figures that nobody can tell the meaning of
 */
public record LayerDeclaration(
    ExecutableElement method,
    Place place,
    boolean returnsLayer,
    List<OperationDeclaration> operations,
    List<ActivationDeclaration> activations,
    List<BlockUse> blocks,
    List<PinDeclaration> pins,
    List<UnreadableFigure> unreadable) {

  private static final Pattern NUMBER = Pattern.compile("_\\d+");

  public LayerDeclaration {
    operations = List.copyOf(operations);
    activations = List.copyOf(activations);
    blocks = List.copyOf(blocks);
    pins = List.copyOf(pins);
    unreadable = List.copyOf(unreadable);
  }

  /** The method's name; {@code 0} for the method {@code _0}. */
  public String name() {
    String name = method.getSimpleName().toString();
    return isNumbered() ? name.substring(1) : name;
  }

  /** Whether the method's name is an underscore and a number. */
  public boolean isNumbered() {
    return NUMBER.matcher(method.getSimpleName()).matches();
  }

  /** Whether any annotation of ours stands on the method. */
  public boolean isAnnotated() {
    return !operations.isEmpty() || !activations.isEmpty() || !blocks.isEmpty();
  }
}
