package dev.lathe.processor.testing;

import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.testing.RandomNetwork.Layer;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Makes the graph of a random network; each layer's window is fitted to the map that it meets. */
final class RandomNetworkGraph {
  private final GraphBuilder builder = new GraphBuilder("Random");

  private RandomNetworkGraph() {}

  static Graph of(RandomNetwork network) {
    RandomNetworkGraph graph = new RandomNetworkGraph();
    List<Layer> layers = network.layers();
    int[] extents =
        layers.get(0).axes().stream().limit(network.rank()).mapToInt(Axis::extent).toArray();
    Shape input = Shape.map(network.channels(), extents);
    Node value = graph.builder.add("input", "", new Operation.Input(), input);
    for (int k = 0; k < layers.size(); k++) {
      value = graph.add("l" + k, layers.get(k), value);
    }
    return graph.builder.build(value);
  }

  private Node add(String name, Layer layer, Node x) {
    return switch (layer.kind()) {
      case CONVOLUTION -> convolution(name, layer, window(layer, x, UnaryOperator.identity()), x);
      case TRANSPOSED_CONVOLUTION -> transposed(name, layer, x);
      case MAX_POOL -> add(name, new Operation.MaxPool(window(layer, x, Axis::asPool)), x);
      case MAX_POOL_SIDE_BY_SIDE ->
          add(name, new Operation.MaxPool(window(layer, x, Axis::asSideBySide)), x);
      case AVERAGE_POOL ->
          add(name, new Operation.AveragePool(window(layer, x, Axis::asPool), layer.option()), x);
      case ACTIVATION -> add(name, new Operation.Activate(layer.function()), x);
      case DENSE -> convolution(name, layer, Window.covering(x.shape()), x);
      case SOFTMAX -> add(name, new Operation.Softmax(), x);
      case LOG_SOFTMAX -> add(name, new Operation.LogSoftmax(), x);
      case RESIDUAL -> {
        Operation activate = new Operation.Activate(layer.function());
        Node branch = builder.add(name + ".branch", name, activate, x);
        yield builder.add(name, name, new Operation.Add(), branch, x);
      }
    };
  }

  private Node add(String name, Operation operation, Node x) {
    return builder.add(name, name, operation, x);
  }

  private Node convolution(String name, Layer layer, Window window, Node x) {
    Node weight = weight(name, layer.filters(), x.shape().channels(), window);
    Operation operation = new Operation.Convolution(window, layer.flip(), Epilogue.NONE);
    return bias(name, layer, builder.add(name, name, operation, x, weight));
  }

  private Node transposed(String name, Layer layer, Node x) {
    Window window = window(layer, x, Axis::asTransposed);
    int[] extents = new int[window.rank()];
    for (int axis = 0; axis < extents.length; axis++) {
      Axis fitted = fitted(layer, x, axis);
      extents[axis] = fitted.asTransposed().transposedExtent(fitted.after());
    }
    Node weight = weight(name, x.shape().channels(), layer.filters(), window);
    Operation operation = new Operation.TransposedConvolution(window, layer.flip(), Epilogue.NONE);
    Shape shape = Shape.map(layer.filters(), extents);
    return bias(name, layer, builder.add(name, name, operation, shape, x, weight));
  }

  private Node weight(String name, int outputs, int inputs, Window window) {
    IntStream kernel = window.kernel().stream().mapToInt(Integer::intValue);
    Shape shape = Shape.of(IntStream.concat(IntStream.of(outputs, inputs), kernel).toArray());
    return parameter(name + ".weight", name, shape);
  }

  private Node bias(String name, Layer layer, Node sums) {
    if (!layer.option()) {
      return sums;
    }
    Node bias = parameter(name + ".bias", name, Shape.of(sums.shape().channels()));
    return builder.add(name + ".biased", name, new Operation.AddBias(), sums, bias);
  }

  private Node parameter(String name, String layer, Shape shape) {
    return builder.add(name, layer, new Operation.Parameter(name, shape), shape);
  }

  private static Window window(Layer layer, Node map, UnaryOperator<Axis> kind) {
    return Axis.window(
        IntStream.range(0, map.shape().spatialRank())
            .mapToObj(axis -> kind.apply(fitted(layer, map, axis)))
            .toList());
  }

  private static Axis fitted(Layer layer, Node map, int axis) {
    return layer.axes().get(axis).fit(map.shape().extent(axis + 1));
  }
}
