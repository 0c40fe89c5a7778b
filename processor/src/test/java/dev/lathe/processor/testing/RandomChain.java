package dev.lathe.processor.testing;

import dev.lathe.processor.graph.Activation;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Forward graphs of random layers and geometries: what users could write. */
public final class RandomChain {
  private final Random random;
  private final GraphBuilder builder = new GraphBuilder("Random");
  private Node last;
  private int layers;

  private RandomChain(Random random) {
    this.random = random;
    int rank = random.nextInt(10) == 0 ? random.nextInt(2) * 3 : 1 + random.nextInt(2);
    int[] spatial = random.ints(rank, 1, rank == 3 ? 7 : 20).toArray();
    Shape shape = Shape.map(channels(), spatial);
    last = builder.add("input", "", new Operation.Input(), shape);
  }

  /** A chain of one to four layers. */
  public static Graph of(Random random) {
    RandomChain network = new RandomChain(random);
    int count = 1 + random.nextInt(4);
    while (network.layers < count) {
      network.layer();
    }
    return network.builder.build(network.last);
  }

  /** Values for every parameter of a graph. */
  public static Map<String, double[]> parameters(Graph graph, Random random) {
    Map<String, double[]> values = new HashMap<>();
    for (Node node : graph.parameters()) {
      Operation.Parameter parameter = (Operation.Parameter) node.operation();
      double scale = 1 / Math.sqrt(Math.max(1, node.shape().size() / node.shape().channels()));
      values.put(parameter.name(), values(node.shape().size(), scale, random));
    }
    return values;
  }

  /** Floats as doubles, so that both precisions start from the same numbers. */
  public static double[] values(int size, double scale, Random random) {
    return random.doubles(size, -scale, scale).map(x -> (float) x).toArray();
  }

  private int channels() {
    return random.nextInt(3) == 0 ? 1 + random.nextInt(40) : 1 + random.nextInt(8);
  }

  private void layer() {
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> convolution();
      case 3 -> transposed();
      case 4 -> pool();
      case 5 -> dense();
      case 6 -> activation();
      default -> softmax();
    }
  }

  private Window window(boolean padded) {
    int rank = last.shape().spatialRank();
    List<List<Integer>> lists = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      lists.add(new ArrayList<>());
    }
    for (int d = 0; d < rank; d++) {
      lists.get(0).add(1 + random.nextInt(rank == 3 ? 3 : 5));
      lists.get(1).add(1 + random.nextInt(3));
      lists.get(2).add(padded ? random.nextInt(4) : 0);
      lists.get(3).add(padded ? random.nextInt(4) : 0);
      lists.get(4).add(random.nextInt(4) == 0 ? 2 : 1);
    }
    return new Window(lists.get(0), lists.get(1), lists.get(2), lists.get(3), lists.get(4));
  }

  private boolean fits(Window window) {
    for (int extent : window.outputExtents(last.shape().spatial())) {
      if (extent < 1) {
        return false;
      }
    }
    return true;
  }

  private void convolution() {
    Window window = window(random.nextBoolean());
    if (fits(window)) {
      int out = channels();
      Operation operation =
          new Operation.Convolution(window, random.nextInt(4) == 0, Epilogue.NONE);
      Shape weight = Shape.map(out, join(last.shape().channels(), window));
      weighted(operation, weight, null, out);
    }
  }

  private void dense() {
    int out = channels();
    Window window = Window.covering(last.shape());
    Shape weight = Shape.map(out, join(last.shape().channels(), window));
    weighted(new Operation.Convolution(window, false, Epilogue.NONE), weight, null, out);
  }

  private void transposed() {
    Window window = window(random.nextBoolean());
    int[] extents = new int[window.rank()];
    for (int d = 0; d < extents.length; d++) {
      int in = last.shape().extent(d + 1);
      int extra = random.nextInt(window.stride().get(d));
      extents[d] =
          (in - 1) * window.stride().get(d)
              - window.before().get(d)
              - window.after().get(d)
              + window.span(d)
              + extra;
      if (extents[d] < 1 || extents[d] > 40) {
        return;
      }
    }
    int out = channels();
    Operation operation =
        new Operation.TransposedConvolution(window, random.nextInt(4) == 0, Epilogue.NONE);
    Shape weight = Shape.map(last.shape().channels(), join(out, window));
    weighted(operation, weight, Shape.map(out, extents), out);
  }

  private static int[] join(int channels, Window window) {
    int[] joined = new int[1 + window.rank()];
    joined[0] = channels;
    for (int d = 0; d < window.rank(); d++) {
      joined[d + 1] = window.kernel().get(d);
    }
    return joined;
  }

  private void weighted(Operation operation, Shape weight, Shape output, int channels) {
    String name = "l" + ++layers;
    Node w =
        builder.add(
            name + ".weight", name, new Operation.Parameter(name + ".weight", weight), weight);
    last =
        output == null
            ? builder.add(name + ".conv", name, operation, last, w)
            : builder.add(name + ".conv", name, operation, output, last, w);
    if (random.nextInt(4) > 0) {
      Shape shape = Shape.of(channels);
      Node b =
          builder.add(name + ".bias", name, new Operation.Parameter(name + ".bias", shape), shape);
      last = builder.add(name + ".sum", name, new Operation.AddBias(), last, b);
    }
    if (random.nextBoolean()) {
      Activation function = Activation.values()[random.nextInt(3)];
      last = builder.add(name, name, new Operation.Activate(function), last);
    }
  }

  private void pool() {
    Window window = window(random.nextInt(3) == 0);
    boolean plain = random.nextBoolean();
    if (plain) {
      List<Integer> ones = window.kernel().stream().map(k -> 1).toList();
      List<Integer> zeros = window.kernel().stream().map(k -> 0).toList();
      window = new Window(window.kernel(), window.kernel(), zeros, zeros, ones);
    }
    if (last.shape().spatialRank() == 0 || !fits(window) || hasEmptyWindow(window)) {
      return;
    }
    String name = "l" + ++layers;
    Operation operation =
        random.nextBoolean()
            ? new Operation.MaxPool(window)
            : new Operation.AveragePool(window, random.nextBoolean());
    last = builder.add(name, name, operation, last);
  }

  /** Whether some window sees padding only. */
  private boolean hasEmptyWindow(Window window) {
    for (int d = 0; d < window.rank(); d++) {
      int in = last.shape().extent(d + 1);
      for (int p = 0; p < window.outputExtent(d, in); p++) {
        boolean any = false;
        for (int k = 0; k < window.kernel().get(d); k++) {
          int cell =
              p * window.stride().get(d) + k * window.dilation().get(d) - window.before().get(d);
          any |= cell >= 0 && cell < in;
        }
        if (!any) {
          return true;
        }
      }
    }
    return false;
  }

  private void activation() {
    String name = "l" + ++layers;
    Activation function = Activation.values()[random.nextInt(3)];
    last = builder.add(name, name, new Operation.Activate(function), last);
  }

  private void softmax() {
    String name = "l" + ++layers;
    Operation operation =
        random.nextBoolean() ? new Operation.Softmax() : new Operation.LogSoftmax();
    last = builder.add(name, name, operation, last);
  }
}
