package dev.lathe.processor.network;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * A learned tensor.
 *
 * @param name the name in a state dictionary: {@code c1.weight}
 * @param stored the shape in a state dictionary
 * @param computed the shape that the graph computes with: the same elements in the same order
 * @param fanIn how many inputs reach one output, as PyTorch's initialisers count them: the weight's
 *     second extent times its taps, for a bias the fan-in of its weight
 */
public record ParameterModel(String name, Shape stored, Shape computed, int fanIn) {

  /** The parameters of {@code operation} in the layer {@code layer} that reads {@code input}. */
  static List<ParameterModel> of(String layer, LayerOperation operation, Shape input) {
    return switch (operation) {
      case LayerOperation.Convolution(Window window, int filters, boolean bias, boolean _) -> {
        Shape weight = kernels(filters, input.channels(), window);
        yield weightAndBias(layer, weight, weight, filters, bias);
      }
      case LayerOperation.TransposedConvolution(
              Window window,
              List<Integer> _,
              int filters,
              boolean bias,
              boolean _) -> {
        Shape weight = kernels(input.channels(), filters, window);
        yield weightAndBias(layer, weight, weight, filters, bias);
      }
      case LayerOperation.Dense(int outputs, boolean bias) -> {
        Shape stored = Shape.of(outputs, input.size());
        Shape computed = kernels(outputs, input.channels(), Window.covering(input));
        yield weightAndBias(layer, stored, computed, outputs, bias);
      }
      case LayerOperation.MaxPool _, LayerOperation.AveragePool _ -> List.of();
    };
  }

  private static Shape kernels(int rows, int columns, Window window) {
    List<Integer> extents = new ArrayList<>(List.of(rows, columns));
    extents.addAll(window.kernel());
    return new Shape(extents);
  }

  private static List<ParameterModel> weightAndBias(
      String layer, Shape stored, Shape computed, int outputs, boolean bias) {
    int fanIn = stored.size() / stored.extent(0);
    List<ParameterModel> parameters = new ArrayList<>();
    parameters.add(new ParameterModel(layer + ".weight", stored, computed, fanIn));
    if (bias) {
      Shape shape = Shape.of(outputs);
      parameters.add(new ParameterModel(layer + ".bias", shape, shape, fanIn));
    }
    return parameters;
  }
}
