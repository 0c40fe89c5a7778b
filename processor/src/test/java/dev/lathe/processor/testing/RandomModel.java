package dev.lathe.processor.testing;

import dev.lathe.annotations.Loss;
import dev.lathe.annotations.PadMode;
import dev.lathe.annotations.Precision;
import dev.lathe.processor.graph.AdaptiveWindows;
import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Divisor;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.SmoothPooling;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.network.Border;
import dev.lathe.processor.network.EntryPoint;
import dev.lathe.processor.network.LayerActivation;
import dev.lathe.processor.network.LayerBias;
import dev.lathe.processor.network.LayerMethod;
import dev.lathe.processor.network.LayerModel;
import dev.lathe.processor.network.LayerOperation;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.network.Pooling;
import dev.lathe.processor.network.Training;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Networks of random layers and geometries: chains that users could write. {@link InterfaceSource}
 * writes them as users do.
 */
public final class RandomModel {

  /** More multiply-adds in a layer test no further geometry, and interpreters are slow. */
  private static final int MOST_MULTIPLY_ADDS = 30_000;

  private static final int MOST_CELLS = 4_000;

  private static final List<LayerActivation> ACTIVATIONS =
      List.of(
          LayerActivation.RELU,
          LayerActivation.TANH,
          LayerActivation.SIGMOID,
          LayerActivation.SOFTMAX,
          LayerActivation.LOG_SOFTMAX);

  private final Random random;
  private final List<LayerModel> layers = new ArrayList<>();
  private final Shape input;
  private Shape last;

  private RandomModel(Random random) {
    this.random = random;
    int rank = random.nextInt(10) == 0 ? random.nextInt(2) * 3 : 1 + random.nextInt(2);
    int[] spatial = random.ints(rank, 1, rank == 3 ? 7 : 20).toArray();
    this.input = Shape.map(channels(), spatial);
    this.last = input;
  }

  /** A trainable classifier of one to four layers. */
  public static NetworkModel of(String name, Random random) {
    return of(name, Precision.FAST, random);
  }

  /** A network whose arithmetic has some freedom. */
  public static NetworkModel of(String name, Precision precision, Random random) {
    RandomModel model = new RandomModel(random);
    Shape input = model.last;
    int count = 1 + random.nextInt(4);
    while (model.layers.size() < count) {
      model.layer();
    }
    boolean classes = model.last.channels() > 1;
    Loss loss = classes && random.nextBoolean() ? Loss.CROSS_ENTROPY : Loss.MEAN_SQUARED_ERROR;
    return new NetworkModel(
        "nets",
        List.of(name),
        List.of(),
        input,
        model.layers,
        IntStream.range(0, model.layers.size())
            .mapToObj(layer -> new LayerMethod(model.layers.get(layer).name(), layer))
            .toList(),
        List.of(new EntryPoint("scores", EntryPoint.Kind.SCORES_INTO, false, "Classifier", true)),
        Optional.of(new Training(loss, random.nextBoolean())),
        precision,
        true);
  }

  /** Values for every parameter of a graph, under their names. */
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

  /** Often few, sometimes such that a vector is not filled, or one and a bit are. */
  private int channels() {
    return random.nextInt(3) == 0 ? 1 + random.nextInt(33) : 1 + random.nextInt(8);
  }

  /** Adds a layer, or nothing where the figures drawn do not fit. */
  private void layer() {
    boolean map = last.spatialRank() > 0;
    switch (random.nextInt(11)) {
      case 0, 1, 2 -> {
        if (map) {
          convolution();
        }
      }
      case 3 -> {
        if (map) {
          transposed();
        }
      }
      case 4 -> {
        if (map) {
          pool();
        }
      }
      case 5 -> dense();
      case 6 -> join();
      case 7 -> slice();
      default -> add(Optional.empty(), last, activation());
    }
  }

  private Window window(boolean padded, boolean dilated) {
    List<List<Integer>> lists = IntStream.range(0, 5).mapToObj(_ -> newList()).toList();
    int rank = last.spatialRank();
    for (int d = 0; d < rank; d++) {
      lists.get(0).add(1 + random.nextInt(rank == 3 ? 3 : 5));
      lists.get(1).add(1 + random.nextInt(3));
      lists.get(2).add(padded ? random.nextInt(4) : 0);
      lists.get(3).add(padded ? random.nextInt(4) : 0);
      lists.get(4).add(dilated && random.nextInt(4) == 0 ? 2 : 1);
    }
    return new Window(lists.get(0), lists.get(1), lists.get(2), lists.get(3), lists.get(4));
  }

  private static List<Integer> newList() {
    return new ArrayList<>();
  }

  private void convolution() {
    Window window = window(random.nextBoolean(), true);
    Connections connections = connections();
    int filters =
        switch (connections) {
          case Connections.Groups(int count) -> count == 1 ? channels() : count * multiple();
          case Connections.Table table -> table.rows().size();
          case Connections.Untied() -> channels();
        };
    Shape output = Shape.map(filters, window.outputExtents(last.spatial()));
    LayerOperation operation =
        new LayerOperation.Convolution(
            window,
            connections,
            filters,
            bias(connections),
            random.nextInt(4) == 0,
            border(window, connections));
    add(operation, output, (long) output.positions() * last.channels() * window.taps());
  }

  private Border border(Window window, Connections connections) {
    PadMode mode = PadMode.values()[random.nextInt(4)];
    for (int d = 0; d < window.rank(); d++) {
      int cells = Math.max(window.before().get(d), window.after().get(d));
      int extent = last.extent(d + 1);
      if (cells >= extent && mode != PadMode.REPLICATE) {
        mode = PadMode.CONSTANT; // the others have too little to give
      }
    }
    boolean zeros = random.nextInt(3) > 0 || connections instanceof Connections.Untied;
    return zeros ? Border.ZEROS : new Border(mode, mode == PadMode.CONSTANT ? -1 : 0);
  }

  /** How many maps of a group. */
  private int multiple() {
    return 1 + random.nextInt(random.nextInt(3) == 0 ? 8 : 2);
  }

  private Connections connections() {
    return switch (random.nextInt(8)) {
      case 0 -> new Connections.Groups(last.channels());
      case 1 -> groups();
      case 2 -> new Connections.Table(table(1 + random.nextInt(20)));
      case 3 -> new Connections.Untied();
      default -> Connections.full();
    };
  }

  /** One of the numbers that divide that of the maps. */
  private Connections groups() {
    int[] divisors =
        IntStream.rangeClosed(1, last.channels()).filter(n -> last.channels() % n == 0).toArray();
    return new Connections.Groups(divisors[random.nextInt(divisors.length)]);
  }

  private List<List<Integer>> table(int outputs) {
    List<List<Integer>> rows = new ArrayList<>();
    for (int o = 0; o < outputs; o++) {
      List<Integer> maps = new ArrayList<>(IntStream.range(0, last.channels()).boxed().toList());
      Collections.shuffle(maps, random);
      List<Integer> row = new ArrayList<>(maps.subList(0, 1 + random.nextInt(maps.size())));
      if (random.nextBoolean()) {
        Collections.sort(row);
      }
      rows.add(row);
    }
    return rows;
  }

  private LayerBias bias(Connections connections) {
    boolean untied = connections instanceof Connections.Untied;
    return switch (random.nextInt(4)) {
      case 0 -> LayerBias.NONE;
      case 1 -> LayerBias.PER_UNIT;
      default -> untied ? LayerBias.PER_UNIT : LayerBias.PER_MAP;
    };
  }

  private void transposed() {
    Window window = window(random.nextBoolean(), true);
    List<Integer> outputPadding = window.stride().stream().map(random::nextInt).toList();
    int[] extents = new int[window.rank()];
    for (int d = 0; d < extents.length; d++) {
      extents[d] =
          (last.extent(d + 1) - 1) * window.stride().get(d)
              - window.before().get(d)
              - window.after().get(d)
              + window.span(d)
              + outputPadding.get(d);
    }
    Connections connections = random.nextInt(3) == 0 ? groups() : Connections.full();
    int groups = connections instanceof Connections.Groups(int count) ? count : 1;
    Shape output = Shape.map(groups == 1 ? channels() : groups * multiple(), extents);
    LayerOperation operation =
        new LayerOperation.TransposedConvolution(
            window,
            outputPadding,
            connections,
            output.channels(),
            LayerBias.perMap(random.nextInt(4) > 0),
            random.nextInt(4) == 0);
    add(operation, output, (long) last.size() * window.taps());
  }

  private void dense() {
    int[] ones = IntStream.of(last.spatial()).map(_ -> 1).toArray();
    Shape output = Shape.map(channels(), ones);
    add(new LayerOperation.Dense(output.channels(), random.nextInt(4) > 0), output, last.size());
  }

  /** Of the last value and of earlier ones that it meets with, perhaps itself again. */
  private void join() {
    int axis = random.nextInt(last.rank());
    LayerOperation operation =
        switch (random.nextInt(3)) {
          case 0 -> new LayerOperation.Sum();
          case 1 -> new LayerOperation.Product();
          default -> new LayerOperation.Concatenation(axis);
        };
    boolean concatenates = operation instanceof LayerOperation.Concatenation;
    List<Integer> sources = newList();
    List<Shape> shapes = new ArrayList<>();
    List<Integer> extents = new ArrayList<>(last.extents());
    sources.add(layers.size() - 1);
    shapes.add(last);
    for (int i = LayerModel.IMAGE; i < layers.size(); i++) {
      Shape shape = i == LayerModel.IMAGE ? input : layers.get(i).output();
      if (meets(shape, concatenates ? axis : -1) && random.nextInt(3) > 0) {
        sources.add(i);
        shapes.add(shape);
        if (concatenates) {
          extents.set(axis, extents.get(axis) + shape.extent(axis));
        }
      }
    }
    Shape output = new Shape(extents);
    if (sources.size() > 1 && output.size() <= MOST_CELLS) {
      add(sources, shapes, Optional.of(operation), output);
    }
  }

  /** Whether a value can be joined to the last one: as large, or stretched where it is 1. */
  private boolean meets(Shape shape, int concatenated) {
    return shape.rank() == last.rank()
        && IntStream.range(0, shape.rank())
            .allMatch(
                axis ->
                    axis == concatenated
                        || shape.extent(axis) == last.extent(axis)
                        || (concatenated < 0 && shape.extent(axis) == 1));
  }

  private void slice() {
    int axis = random.nextInt(last.rank());
    int begin = random.nextInt(last.extent(axis));
    int end = begin + 1 + random.nextInt(last.extent(axis) - begin);
    List<Integer> extents = new ArrayList<>(last.extents());
    extents.set(axis, end - begin);
    add(
        List.of(layers.size() - 1),
        List.of(last),
        Optional.of(new LayerOperation.Slice(axis, begin, end)),
        new Shape(extents));
  }

  private void add(
      List<Integer> sources, List<Shape> shapes, Optional<LayerOperation> operation, Shape output) {
    Optional<LayerActivation> activation =
        random.nextBoolean() ? Optional.of(activation()) : Optional.empty();
    layers.add(new LayerModel(name(), sources, operation, activation, shapes, output));
    last = output;
  }

  private void pool() {
    if (random.nextInt(6) == 0) {
      adaptivePool();
      return;
    }
    Window window = window(random.nextInt(3) == 0, random.nextInt(4) == 0);
    if (random.nextBoolean()) {
      List<Integer> zeros = window.kernel().stream().map(_ -> 0).toList();
      window = new Window(window.kernel(), window.kernel(), zeros, zeros, window.dilation());
    }
    if (IntStream.of(window.outputExtents(last.spatial())).anyMatch(extent -> extent < 1)) {
      return;
    }
    boolean averages = random.nextBoolean();
    Window counted = window;
    if (averages && random.nextInt(3) == 0) {
      window = reachingFurther(window);
    }
    Shape output = Shape.map(last.channels(), window.outputExtents(last.spatial()));
    if (!hasEmptyWindow(window)) {
      LayerOperation operation =
          random.nextInt(6) == 0
              ? new LayerOperation.Subsample(window)
              : new LayerOperation.Pool(
                  window, averages ? mean(window, counted) : pooling(window.rank()));
      add(operation, output, (long) output.positions() * window.taps());
    }
  }

  private void adaptivePool() {
    List<Integer> extents =
        IntStream.of(last.spatial()).mapToObj(extent -> 1 + random.nextInt(extent + 1)).toList();
    AdaptiveWindows windows = new AdaptiveWindows(extents);
    Pooling pooling =
        random.nextBoolean()
            ? new Pooling.Maximum()
            : new Pooling.Mean(Divisor.cells(extents.size()));
    Shape output = Shape.map(last.channels(), windows.outputExtents(last.spatial()));
    add(new LayerOperation.Pool(windows, pooling), output, 2L * last.positions());
  }

  /** As in ceil mode: where a last window would begin on the map, it is there. */
  private Window reachingFurther(Window window) {
    List<Integer> after = new ArrayList<>(window.after());
    for (int d = 0; d < window.rank(); d++) {
      int in = last.extent(d + 1);
      int windows = window.outputExtent(d, in);
      int stride = window.stride().get(d);
      int begin = in + window.before().get(d);
      boolean fits = begin + after.get(d) == (windows - 1) * stride + window.span(d);
      if (!fits && windows * stride < begin) {
        after.set(d, windows * stride + window.span(d) - begin);
      }
    }
    return new Window(window.kernel(), window.stride(), window.before(), after, window.dilation());
  }

  /** A mean whose windows may reach beyond the padding that counts. */
  private Pooling mean(Window window, Window counted) {
    boolean ceil = !window.equals(counted);
    if (ceil || random.nextBoolean()) {
      return new Pooling.Mean(new Divisor.Count(counted.before(), counted.after()));
    }
    return new Pooling.Mean(Divisor.cells(window.rank()));
  }

  private Pooling pooling(int rank) {
    return switch (random.nextInt(6)) {
      case 0 -> new Pooling.Mean(Divisor.none());
      case 1 -> new Pooling.Mean(new Divisor.Fixed(3));
      case 2 -> new Pooling.Smooth(new SmoothPooling.LogSumExp(rank, random.nextBoolean()));
      case 3 -> new Pooling.Smooth(new SmoothPooling.Norm(1.5 + random.nextInt(3)));
      default -> new Pooling.Maximum();
    };
  }

  /** Whether some window sees padding only. */
  private boolean hasEmptyWindow(Window window) {
    for (int d = 0; d < window.rank(); d++) {
      int axis = d;
      int in = last.extent(d + 1);
      if (IntStream.range(0, window.outputExtent(d, in))
          .anyMatch(p -> window.cells(axis, p, in).count() == 0)) {
        return true;
      }
    }
    return false;
  }

  private String name() {
    return "l" + (layers.size() + 1);
  }

  private LayerActivation activation() {
    boolean softmaxToo = random.nextInt(3) == 0;
    return ACTIVATIONS.get(random.nextInt(softmaxToo ? 5 : 3));
  }

  /** Adds the layer, with an activation or none, unless it is empty or a lot of work. */
  private void add(LayerOperation operation, Shape output, long multiplyAddsOfAMap) {
    boolean empty = IntStream.of(output.spatial()).anyMatch(extent -> extent < 1);
    if (empty
        || output.size() > MOST_CELLS
        || multiplyAddsOfAMap * output.channels() > MOST_MULTIPLY_ADDS) {
      return;
    }
    add(Optional.of(operation), output, random.nextBoolean() ? activation() : null);
  }

  private void add(
      Optional<LayerOperation> operation, Shape output, @Nullable LayerActivation activation) {
    layers.add(
        new LayerModel(
            name(),
            List.of(layers.size() - 1),
            operation,
            Optional.ofNullable(activation),
            List.of(last),
            output));
    last = output;
  }
}
