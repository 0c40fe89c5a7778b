package dev.lathe.processor.network;

import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A stored tensor: learned, or a statistic.
 *
 * @param name the name in a state dictionary: {@code c1.weight}
 * @param stored the shape in a state dictionary
 * @param computed the shape that the graph computes with: the same elements in the same order
 * @param fanIn how many inputs reach one output, as PyTorch's initialisers count them: the weight's
 *     second extent times its taps, for a bias the fan-in of its weight; the mean over the output
 *     maps where a table gives them different numbers
 * @param start what it begins with
 */
public record ParameterModel(String name, Shape stored, Shape computed, int fanIn, Start start) {

  /** A parameter that begins with numbers drawn uniformly. */
  public ParameterModel(String name, Shape stored, Shape computed, int fanIn) {
    this(name, stored, computed, fanIn, Start.UNIFORM);
  }

  /**
   * The parameters of {@code operation} in the layer {@code layer} that makes {@code output} of
   * {@code input}.
   */
  static List<ParameterModel> of(
      String layer, LayerOperation operation, Shape input, Shape output) {
    return switch (operation) {
      case LayerOperation.Convolution(
              Window window,
              Connections connections,
              int filters,
              LayerBias bias,
              boolean _,
              Border _) -> {
        Shape weight = connections.weight(filters, input.channels(), output.spatial(), window);
        int positions = connections instanceof Connections.Untied ? output.positions() : 1;
        int fanIn = Math.max(1, weight.size() / filters / positions);
        yield weightAndBias(layer, weight, weight, fanIn, bias.shape(output));
      }
      case LayerOperation.TransposedConvolution(
              Window window,
              List<Integer> _,
              Connections connections,
              int filters,
              LayerBias bias,
              boolean _) -> {
        Shape weight = connections.weight(input.channels(), filters, input.spatial(), window);
        yield weightAndBias(
            layer, weight, weight, weight.size() / input.channels(), bias.shape(output));
      }
      case LayerOperation.Dense(int outputs, boolean bias) -> {
        Shape stored = Shape.of(outputs, input.size());
        Shape computed =
            Connections.full()
                .weight(outputs, input.channels(), output.spatial(), Window.covering(input));
        yield weightAndBias(
            layer, stored, computed, input.size(), LayerBias.perMap(bias).shape(Shape.of(outputs)));
      }
      case LayerOperation.Embedding embedding -> {
        Shape table = Shape.of(embedding.vocabulary(), embedding.dimension());
        yield List.of(new ParameterModel(layer + ".weight", table, table, 1, Start.NORMAL));
      }
      case LayerOperation.Pool _ -> List.of();
      case LayerOperation.Subsample(Window window) -> {
        // One weight and one bias a map: a depthwise convolution of 1x1 behind the sums.
        Shape weight = Shape.of(input.channels());
        Window one = Window.of(window.kernel().stream().mapToInt(_ -> 1).toArray());
        Shape computed =
            new Connections.Groups(input.channels())
                .weight(input.channels(), input.channels(), output.spatial(), one);
        yield weightAndBias(layer, weight, computed, window.taps(), Optional.of(weight));
      }
      case LayerOperation.Tensor(TensorLayer what) -> what.parameters(layer, input);
      case LayerOperation.Generated(LayerOperation generated) -> {
        List<ParameterModel> all = of(layer, generated, input, output);
        yield all.subList(1, all.size());
      }
      case LayerOperation.Imported(var _, List<ParameterModel> given, var _) -> given;
      case LayerOperation.BatchNorm norm -> perMap(layer, norm, input);
      case LayerOperation.Given _,
          LayerOperation.Dropout _,
          LayerOperation.Sum _,
          LayerOperation.Product _,
          LayerOperation.Concatenation _,
          LayerOperation.Reshape _,
          LayerOperation.Slice _ ->
          List.of();
    };
  }

  private static List<ParameterModel> perMap(
      String layer, LayerOperation.BatchNorm norm, Shape input) {
    Shape stored = Shape.of(input.channels());
    // Extents of 1 in the place of the spatial axes: it is the maps that they are broadcast over.
    int[] ones = IntStream.generate(() -> 1).limit(input.spatialRank()).toArray();
    Shape computed = Shape.map(input.channels(), ones);
    List<ParameterModel> parameters = new ArrayList<>();
    if (norm.affine()) {
      parameters.add(new ParameterModel(layer + ".weight", stored, computed, 1, Start.constant(1)));
      parameters.add(new ParameterModel(layer + ".bias", stored, computed, 1, Start.constant(0)));
    }
    parameters.add(
        new ParameterModel(layer + ".running_mean", stored, computed, 1, Start.statistic(0)));
    parameters.add(
        new ParameterModel(layer + ".running_var", stored, computed, 1, Start.statistic(1)));
    return parameters;
  }

  /** A parameter that begins with one figure everywhere. */
  static ParameterModel constant(String name, Shape stored, Shape computed, float start) {
    return new ParameterModel(name, stored, computed, 1, Start.constant(start));
  }

  private static List<ParameterModel> weightAndBias(
      String layer, Shape stored, Shape computed, int fanIn, Optional<Shape> bias) {
    List<ParameterModel> parameters = new ArrayList<>();
    parameters.add(new ParameterModel(layer + ".weight", stored, computed, fanIn));
    bias.ifPresent(
        shape -> parameters.add(new ParameterModel(layer + ".bias", shape, shape, fanIn)));
    return parameters;
  }
}
