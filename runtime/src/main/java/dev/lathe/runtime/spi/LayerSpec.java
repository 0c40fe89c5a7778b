package dev.lathe.runtime.spi;

import java.util.List;

/**
 * One layer of a network as the compiler describes it.
 *
 * @param name the name of the layer's method
 * @param title one line for people, such as {@code "convolution 5x5, 6 filters, ReLU"}
 * @param outputShape channels first, without a batch axis: not copied, and never written to
 * @param parameters the names of its parameters in canonical order, weight before bias; empty if it
 *     has none
 * @param figures what is counted of it
 */
// The shape stays an array because generated code builds it from literals.
@SuppressWarnings("ArrayRecordComponent")
public record LayerSpec(
    String name, String title, int[] outputShape, List<String> parameters, LayerFigures figures) {

  public LayerSpec {
    parameters = List.copyOf(parameters);
  }
}
