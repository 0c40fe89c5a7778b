package dev.lathe.processor.testing;

import dev.lathe.processor.graph.AdaptiveWindows;
import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Divisor;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.SmoothPooling;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.testing.RandomNetwork.Connected;
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
      case AVERAGE_POOL -> add(name, average(layer, window(layer, x, Axis::asPool)), x);
      case ADAPTIVE_POOL -> {
        AdaptiveWindows windows =
            new AdaptiveWindows(
                IntStream.range(0, x.shape().spatialRank())
                    .mapToObj(axis -> layer.axes().get(axis).kernel())
                    .toList());
        yield add(
            name,
            layer.option()
                ? new Operation.MaxPool(windows)
                : new Operation.AveragePool(windows, Divisor.cells(windows.rank())),
            x);
      }
      case SMOOTH_POOL -> {
        SmoothPooling kind =
            layer.option()
                ? new SmoothPooling.LogSumExp(1.5, layer.flip())
                : new SmoothPooling.Norm(layer.flip() ? 3 : 2.5);
        yield add(name, new Operation.SmoothPool(window(layer, x, Axis::asPool), kind), x);
      }
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

  private static Operation average(Layer layer, Window window) {
    Divisor divisor =
        layer.option()
            ? new Divisor.Count(window.before(), window.after())
            : layer.flip() ? new Divisor.Fixed(3) : Divisor.cells(window.rank());
    return new Operation.AveragePool(window, divisor);
  }

  private Node convolution(String name, Layer layer, Window window, Node x) {
    int inputs = x.shape().channels();
    Connections connections = connections(layer, inputs);
    int filters = filters(layer, connections);
    int[] positions = window.outputExtents(x.shape().spatial());
    Node weight =
        parameter(name + ".weight", name, connections.weight(filters, inputs, positions, window));
    Operation operation =
        new Operation.Convolution(window, connections, layer.flip(), Epilogue.NONE);
    return bias(name, layer, builder.add(name, name, operation, x, weight));
  }

  private static Connections connections(Layer layer, int inputs) {
    return switch (layer.connected()) {
      case FULL -> Connections.full();
      case DEPTHWISE -> new Connections.Groups(inputs);
      case PAIRS -> new Connections.Groups(inputs % 2 == 0 ? inputs / 2 : 1);
      case TABLE ->
          new Connections.Table(
              IntStream.range(0, layer.filters())
                  .mapToObj(o -> List.of((o + 1) % inputs, o % inputs).stream().distinct().toList())
                  .toList());
      case UNTIED -> new Connections.Untied();
    };
  }

  /** Groups need a multiple of their number. */
  private static int filters(Layer layer, Connections connections) {
    return connections instanceof Connections.Groups(int count)
        ? Math.ceilDiv(layer.filters(), count) * count
        : layer.filters();
  }

  private Node transposed(String name, Layer layer, Node x) {
    Window window = window(layer, x, Axis::asTransposed);
    int[] extents = new int[window.rank()];
    for (int axis = 0; axis < extents.length; axis++) {
      Axis fitted = fitted(layer, x, axis);
      extents[axis] = fitted.asTransposed().transposedExtent(fitted.after());
    }
    int inputs = x.shape().channels();
    boolean grouped =
        layer.connected() == Connected.DEPTHWISE || layer.connected() == Connected.PAIRS;
    Connections connections = grouped ? connections(layer, inputs) : Connections.full();
    int filters = filters(layer, connections);
    Node weight =
        parameter(
            name + ".weight",
            name,
            connections.weight(inputs, filters, x.shape().spatial(), window));
    Operation operation =
        new Operation.TransposedConvolution(window, connections, layer.flip(), Epilogue.NONE);
    Shape shape = Shape.map(filters, extents);
    return bias(name, layer, builder.add(name, name, operation, shape, x, weight));
  }

  private Node bias(String name, Layer layer, Node sums) {
    if (!layer.option()) {
      return sums;
    }
    boolean perUnit = layer.connected() == Connected.UNTIED;
    Shape shape = perUnit ? sums.shape() : Shape.of(sums.shape().channels());
    Node bias = parameter(name + ".bias", name, shape);
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
