package dev.lathe.processor.testing;

import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.divide;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.operand;
import static dev.lathe.processor.formula.Formulas.subtract;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Random forward graphs of the operations on values of any rank, with convolutions among them, so
 * that both memory orders, halos and parameters of every use come up.
 */
public final class RandomTensorGraph {
  private final Random random;
  private final GraphBuilder builder = new GraphBuilder("Tensors");
  private final List<Node> values = new ArrayList<>();
  private int count;

  private RandomTensorGraph(Random random) {
    this.random = random;
  }

  /** A graph with at least one parameter that its scores depend on. */
  public static Graph of(Random random) {
    return new RandomTensorGraph(random).build();
  }

  private Graph build() {
    int rank = 1 + random.nextInt(3);
    int[] spatial = random.ints(rank - 1, 1, 8).toArray();
    int channels = random.nextInt(3) == 0 ? 1 + random.nextInt(20) : 1 + random.nextInt(5);
    Node x = builder.add("input", "", new Operation.Input(), Shape.map(channels, spatial));
    if (random.nextBoolean()) {
      x = convolution(x);
    }
    values.add(x);
    // All derivatives that are asked for exist, as the first sum reaches the input and a parameter.
    x = node(new Operation.Pointwise(add(operand(0), operand(1))), x, parameter(stretchable(x)));
    int steps = 1 + random.nextInt(5);
    for (int k = 0; k < steps; k++) {
      values.add(x);
      x = step(x);
    }
    return builder.build(x);
  }

  private Node step(Node x) {
    return switch (random.nextInt(12)) {
      case 10 -> keepLargest(x);
      case 11 -> numbered(x);
      case 0, 1, 2 -> pointwise(x);
      case 3 -> reduce(x);
      case 4, 5 -> reindex(x);
      case 6 -> reshape(x);
      case 7 -> concatenate(x);
      case 8 -> convolution(x);
      default -> computedWeight(x);
    };
  }

  private Node pointwise(Node x) {
    Shape other = stretchable(x);
    Node b = random.nextBoolean() ? parameter(other) : fixed(other);
    Formula f = function(operand(0));
    Formula both =
        switch (random.nextInt(6)) {
          case 0 -> multiply(f, operand(1));
          case 1 -> subtract(operand(1), f);
          case 2 -> Formulas.maximum(f, operand(1));
          case 3 -> Formulas.minimum(operand(1), f);
          case 4 -> divide(f, add(multiply(operand(1), operand(1)), Formulas.ONE));
          default -> Formulas.greater(operand(0), operand(1), f, multiply(f, operand(1)));
        };
    return node(new Operation.Pointwise(both), x, b);
  }

  private Formula function(Formula x) {
    Formula positive = add(multiply(x, x), constant(0.1));
    return switch (random.nextInt(12)) {
      case 0 -> Formulas.tanh(x);
      case 1 -> Formulas.sigmoid(x);
      case 2 -> Formulas.erf(x);
      case 3 -> Formulas.absolute(x);
      case 4 -> Formulas.log(positive);
      case 5 -> Formulas.log1p(positive);
      case 6 -> Formulas.squareRoot(positive);
      case 7 -> Formulas.power(positive, constant(-0.3));
      case 8 -> Formulas.exp(Formulas.minimum(x, constant(1)));
      case 9 -> multiply(add(x, Formulas.floor(x)), constant(0.5));
      case 10 -> Formulas.negate(x);
      default -> x;
    };
  }

  /** Any subset of the axes; all of them only as the last resort. */
  private Node reduce(Node x) {
    List<Integer> axes =
        IntStream.range(0, x.shape().rank()).filter(_ -> random.nextBoolean()).boxed().toList();
    if (axes.isEmpty()) {
      return x;
    }
    Reduction reduction = Reduction.values()[random.nextInt(Reduction.values().length)];
    Node folded = node(new Operation.Reduce(reduction, axes), x);
    return random.nextBoolean()
        ? folded
        : node(new Operation.Pointwise(subtract(operand(0), operand(1))), x, folded);
  }

  private Node reindex(Node x) {
    Shape shape = x.shape();
    List<Integer> order = new ArrayList<>(IntStream.range(0, shape.rank()).boxed().toList());
    if (random.nextInt(3) == 0) {
      Collections.shuffle(order, random);
    }
    Relocation relocation =
        Relocation.permutation(shape, order.stream().mapToInt(Integer::intValue).toArray());
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (random.nextBoolean()) {
        relocation = relocation.withIndices(axis, table(shape.extent(order.get(axis))));
      }
    }
    return node(new Operation.Reindex(relocation.withFill(random.nextInt(3) - 1)), x);
  }

  private List<Integer> table(int extent) {
    List<Integer> indices = new ArrayList<>();
    switch (random.nextInt(7)) {
      case 0 -> indices.addAll(Relocation.range(random.nextInt(extent), extent));
      case 1 -> {
        for (int k = extent - 1; k >= 0; k -= 1 + random.nextInt(2)) {
          indices.add(k);
        }
      }
      case 2 -> {
        int times = 2 + random.nextInt(2);
        for (int k = 0; k < times * extent; k++) {
          indices.add(k / times);
        }
      }
      case 3 -> {
        for (int k = -1; k <= extent; k++) {
          indices.add(k < extent ? k : Relocation.OUTSIDE);
        }
      }
      case 4 -> {
        for (int k = 2 - 2 * extent; k < 2 * extent; k++) {
          indices.add(Math.min(Math.abs(k), extent - 1));
        }
      }
      case 5 -> {
        for (int k = 0; k < 2 + extent; k++) {
          indices.add(k % extent);
        }
      }
      default -> {
        for (int k = random.nextInt(4); k >= 0; k--) {
          indices.add(random.nextInt(extent + 1) - 1);
        }
      }
    }
    return indices;
  }

  private Node reshape(Node x) {
    List<Integer> extents = new ArrayList<>();
    int rest = x.shape().size();
    while (extents.size() < 2) {
      int divisor = 1 + random.nextInt(rest);
      while (rest % divisor != 0) {
        divisor--;
      }
      extents.add(divisor);
      rest /= divisor;
    }
    extents.add(rest);
    return node(new Operation.Reshape(), new Shape(extents), x);
  }

  /** The largest elements of each row, in their order. */
  private Node keepLargest(Node x) {
    int last = x.shape().rank() - 1;
    int count = 1 + random.nextInt(x.shape().extent(last));
    Node places = node(new Operation.KeptPlaces(count), x);
    Node sorted = node(new Operation.Scatter(false), with(x.shape(), last, count + 1), x, places);
    Relocation front =
        Relocation.identity(sorted.shape()).withIndices(last, Relocation.range(0, count));
    return node(new Operation.Reindex(front), sorted);
  }

  /** Elements read from, or added up at, fixed places. */
  private Node numbered(Node x) {
    int last = x.shape().rank() - 1;
    int length = 1 + random.nextInt(5);
    boolean gathers = random.nextBoolean();
    Shape numbers = gathers ? with(x.shape(), last, length) : x.shape();
    int limit = gathers ? x.shape().extent(last) : length;
    List<Double> places =
        random.ints(numbers.size(), 0, limit).mapToObj(place -> (double) place).toList();
    Node given = node(new Operation.Constant(places), numbers);
    return gathers
        ? node(new Operation.Gather(), x, given)
        : node(new Operation.Scatter(true), with(x.shape(), last, length), x, given);
  }

  private static Shape with(Shape shape, int axis, int extent) {
    List<Integer> extents = new ArrayList<>(shape.extents());
    extents.set(axis, extent);
    return new Shape(extents);
  }

  private Node concatenate(Node x) {
    int axis = random.nextInt(x.shape().rank());
    List<Node> parts = new ArrayList<>(List.of(x));
    List<Integer> extents = new ArrayList<>(x.shape().extents());
    extents.set(axis, 1 + random.nextInt(4));
    parts.add(random.nextInt(parts.size() + 1), parameter(new Shape(extents)));
    if (random.nextBoolean()) {
      parts.add(x);
    }
    return node(new Operation.Concatenate(axis), parts.toArray(Node[]::new));
  }

  private Node convolution(Node x) {
    Window window = window(x);
    return convolution(x, parameter(weight(x, window)), window);
  }

  /** A weight that is computed. */
  private Node computedWeight(Node x) {
    Window window = window(x);
    Shape shape = weight(x, window);
    Formula product = multiply(operand(0), operand(1));
    Node weight = node(new Operation.Pointwise(product), parameter(shape), fixed(shape));
    return convolution(x, weight, window);
  }

  private Node convolution(Node x, Node weight, Window window) {
    if (random.nextInt(3) == 0 && x.shape().spatialRank() > 0) {
      int[] extents = new int[window.rank()];
      for (int d = 0; d < extents.length; d++) {
        extents[d] = x.shape().extent(d + 1);
      }
      int[] order = IntStream.range(0, weight.shape().rank()).toArray();
      order[0] = 1;
      order[1] = 0;
      Node turned =
          random.nextBoolean()
              ? node(new Operation.Reindex(Relocation.permutation(weight.shape(), order)), weight)
              : weight;
      if (turned.shape().extent(0) == x.shape().channels()) {
        return node(
            new Operation.TransposedConvolution(window, random.nextBoolean(), Epilogue.NONE),
            Shape.map(turned.shape().extent(1), extents),
            x,
            turned);
      }
    }
    return node(new Operation.Convolution(window, random.nextBoolean(), Epilogue.NONE), x, weight);
  }

  private Shape weight(Node x, Window window) {
    List<Integer> extents = new ArrayList<>(List.of(1 + random.nextInt(5), x.shape().channels()));
    extents.addAll(window.kernel());
    return new Shape(extents);
  }

  /** 3 or 1 along each axis, padded so that the extents stay. */
  private Window window(Node x) {
    int rank = x.shape().spatialRank();
    List<Integer> kernel =
        IntStream.range(0, rank).map(_ -> 1 + 2 * random.nextInt(2)).boxed().toList();
    List<Integer> padding = kernel.stream().map(extent -> extent / 2).toList();
    List<Integer> ones = Collections.nCopies(rank, 1);
    return new Window(kernel, ones, padding, padding, ones);
  }

  /** The shape of {@code x}, or one that is stretched to it. */
  private Shape stretchable(Node x) {
    List<Integer> extents = new ArrayList<>(x.shape().extents());
    for (int axis = 0; axis < extents.size(); axis++) {
      if (random.nextInt(3) == 0) {
        extents.set(axis, 1);
      }
    }
    while (extents.size() > 1 && random.nextInt(6) == 0) {
      extents.remove(0);
    }
    return new Shape(extents);
  }

  private Node parameter(Shape shape) {
    String name = "p" + count++;
    return builder.add(name, name, new Operation.Parameter(name, shape), shape);
  }

  private Node fixed(Shape shape) {
    List<Double> elements =
        random
            .doubles(random.nextInt(8) == 0 ? 1 : shape.size(), -1, 1)
            .map(value -> (float) value)
            .boxed()
            .toList();
    return node(new Operation.Constant(elements), shape);
  }

  private Node node(Operation operation, Node... operands) {
    String name = "n" + count++;
    return builder.add(name, name, operation, operands);
  }

  private Node node(Operation operation, Shape shape, Node... operands) {
    String name = "n" + count++;
    return builder.add(name, name, operation, shape, operands);
  }
}
