package dev.lathe.runtime.spi;

import java.util.List;

/**
 * What a network is: shapes, layers, parameters.
 *
 * @param network the name of the user's interface without its package; an enclosing type's name
 *     stands before it with a dot
 * @param inputShape of one image, channels first, without a batch axis; of several inputs, all
 *     their elements
 * @param outputShape of the scores of one image, channels first
 * @param layers in order of declaration
 * @param parameters in canonical order: by layer, weight before bias
 * @param loss the constant of {@code dev.lathe.annotations.Loss} that the training pass computes;
 *     of the first of several; empty if the network is not trainable
 * @param inputs what an image consists of
 * @param outputs what is handed out, the scores first
 * @param targetSize how many floats the targets of all losses have
 */
// The shapes stay arrays because generated code builds them from literals.
@SuppressWarnings("ArrayRecordComponent")
public record Blueprint(
    String network,
    int[] inputShape,
    int[] outputShape,
    List<LayerSpec> layers,
    List<ParameterSpec> parameters,
    String loss,
    List<Part> inputs,
    List<Part> outputs,
    int targetSize) {

  public Blueprint {
    layers = List.copyOf(layers);
    parameters = List.copyOf(parameters);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** A network of one input and one output. */
  public Blueprint(
      String network,
      int[] inputShape,
      int[] outputShape,
      List<LayerSpec> layers,
      List<ParameterSpec> parameters,
      String loss) {
    this(
        network,
        inputShape,
        outputShape,
        layers,
        parameters,
        loss,
        List.of(new Part("input", 0, inputShape)),
        List.of(new Part("output", 0, outputShape)),
        product(outputShape));
  }

  /** How many floats an image has. */
  public int inputSize() {
    return product(inputShape);
  }

  /** How many floats the scores of one image have. */
  public int outputSize() {
    return product(outputShape);
  }

  /** How many floats a pass hands out: the scores and what stands behind them. */
  public int allOutputsSize() {
    return Math.max(outputSize(), outputs.stream().mapToInt(Part::size).sum());
  }

  static int product(int[] shape) {
    int product = 1;
    for (int extent : shape) {
      product = Math.multiplyExact(product, extent);
    }
    return product;
  }
}
