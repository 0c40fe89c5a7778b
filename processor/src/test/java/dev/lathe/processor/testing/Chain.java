package dev.lathe.processor.testing;

import dev.lathe.processor.graph.Activation;
import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Writes a small network of one layer after the other, for tests that look at single nodes. */
public final class Chain {
  private final GraphBuilder builder = new GraphBuilder("Chain");
  private Node last;

  private Chain(Shape input) {
    last = builder.add("input", "", new Operation.Input(), input);
  }

  public static Chain of(int... input) {
    return new Chain(Shape.of(input));
  }

  /** A convolution with bias, stride 1, without padding. */
  public Chain convolution(String name, int filters, int kernel) {
    int[] extents = IntStream.of(last.shape().spatial()).map(_ -> kernel).toArray();
    return convolution(name, filters, Window.of(extents));
  }

  /** A transposed convolution without bias. */
  public Chain transposed(String name, int filters, Window window) {
    List<Integer> extents = new ArrayList<>(List.of(last.shape().channels(), filters));
    extents.addAll(window.kernel());
    Node weight =
        parameter(name, "weight", Shape.of(extents.stream().mapToInt(Integer::intValue).toArray()));
    int[] shape = new int[extents.size() - 1];
    shape[0] = filters;
    for (int d = 0; d < window.rank(); d++) {
      shape[d + 1] =
          (last.shape().extent(d + 1) - 1) * window.stride().get(d)
              + window.dilation().get(d) * (window.kernel().get(d) - 1)
              + 1
              - window.before().get(d)
              - window.after().get(d);
    }
    Operation operation = new Operation.TransposedConvolution(window, false, Epilogue.NONE);
    last = builder.add(name, name, operation, Shape.of(shape), last, weight);
    return this;
  }

  /** A convolution without bias between groups of channels, of one tap. */
  public Chain grouped(String name, int groups) {
    int each = last.shape().channels() / groups;
    int[] taps = new int[last.shape().spatialRank()];
    Arrays.fill(taps, 1);
    int[] extents =
        IntStream.concat(IntStream.of(groups * each, each), IntStream.of(taps)).toArray();
    Node weight = parameter(name, "weight", Shape.of(extents));
    Operation operation =
        new Operation.Convolution(
            Window.of(taps), new Connections.Groups(groups), false, Epilogue.NONE);
    last = builder.add(name, name, operation, last, weight);
    return this;
  }

  /** A dense layer with bias. */
  public Chain dense(String name, int units) {
    return convolution(name, units, Window.covering(last.shape()));
  }

  /** A max-pooling with windows side by side. */
  public Chain maxPool(String name, int kernel) {
    return maxPool(name, kernel, kernel);
  }

  public Chain maxPool(String name, int kernel, int stride) {
    int rank = last.shape().spatialRank();
    Window window =
        new Window(
            Collections.nCopies(rank, kernel),
            Collections.nCopies(rank, stride),
            Collections.nCopies(rank, 0),
            Collections.nCopies(rank, 0),
            Collections.nCopies(rank, 1));
    return then(name, new Operation.MaxPool(window));
  }

  public Chain activate(String name, Activation function) {
    return then(name, new Operation.Activate(function));
  }

  /** Any operation of one operand. */
  public Chain then(String name, Operation operation) {
    last = builder.add(name, layer(name), operation, last);
    return this;
  }

  /** The same elements in another shape. */
  public Chain reshape(String name, int... extents) {
    last = builder.add(name, layer(name), new Operation.Reshape(), Shape.of(extents), last);
    return this;
  }

  /** The graph so far; its outputs are the last value, and those named. */
  public Graph build(String... others) {
    List<Node> outputs = new ArrayList<>(List.of(last));
    for (String name : others) {
      outputs.add(
          builder.nodes().stream().filter(n -> n.name().equals(name)).findFirst().orElseThrow());
    }
    return builder.build(outputs.toArray(Node[]::new));
  }

  /** A convolution with bias. */
  public Chain convolution(String name, int filters, Window window) {
    int[] kernel = window.kernel().stream().mapToInt(Integer::intValue).toArray();
    int[] extents =
        IntStream.concat(IntStream.of(filters, last.shape().channels()), IntStream.of(kernel))
            .toArray();
    Node weight = parameter(name, "weight", Shape.of(extents));
    Operation operation = new Operation.Convolution(window, false, Epilogue.NONE);
    Node sums = builder.add(name, name, operation, last, weight);
    Node bias = parameter(name, "bias", Shape.of(filters));
    last = builder.add(name + ".biased", name, new Operation.AddBias(), sums, bias);
    return this;
  }

  private Node parameter(String layer, String kind, Shape shape) {
    String name = layer + "." + kind;
    return builder.add(name, layer, new Operation.Parameter(name, shape), shape);
  }

  private static String layer(String name) {
    return name.replaceAll("\\..*", "");
  }
}
