package dev.lathe.runtime.spi;

import java.util.List;

/**
 * What a network is: shapes, layers, parameters.
 *
 * @param network the name of the user's interface without its package; an enclosing type's name
 *     stands before it with a dot
 * @param inputShape of one image, channels first, without a batch axis
 * @param outputShape of the scores of one image, channels first
 * @param layers in order of declaration
 * @param parameters in canonical order: by layer, weight before bias
 * @param loss the constant of {@code dev.lathe.annotations.Loss} that the training pass computes;
 *     empty if the network is not trainable
 */
// The shapes stay arrays because generated code builds them from literals.
@SuppressWarnings("ArrayRecordComponent")
public record Blueprint(
    String network,
    int[] inputShape,
    int[] outputShape,
    List<LayerSpec> layers,
    List<ParameterSpec> parameters,
    String loss) {

  public Blueprint {
    layers = List.copyOf(layers);
    parameters = List.copyOf(parameters);
  }

  /** How many floats an image has. */
  public int inputSize() {
    return product(inputShape);
  }

  /** How many floats the scores of one image have. */
  public int outputSize() {
    return product(outputShape);
  }

  private static int product(int[] shape) {
    int product = 1;
    for (int extent : shape) {
      product = Math.multiplyExact(product, extent);
    }
    return product;
  }
}
