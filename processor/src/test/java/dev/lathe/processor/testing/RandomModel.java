package dev.lathe.processor.testing;

import dev.lathe.annotations.Loss;
import dev.lathe.annotations.Precision;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.network.EntryPoint;
import dev.lathe.processor.network.LayerActivation;
import dev.lathe.processor.network.LayerMethod;
import dev.lathe.processor.network.LayerModel;
import dev.lathe.processor.network.LayerOperation;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.network.Training;
import java.util.ArrayList;
import java.util.List;
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
    this.input = Shape.map(RandomWindows.channels(random), spatial);
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

  /** Adds a layer, or nothing where the figures drawn do not fit. */
  private void layer() {
    boolean map = last.spatialRank() > 0;
    switch (random.nextInt(11)) {
      case 0, 1, 2 -> {
        if (map) {
          add(new RandomConvolutions(last, random).convolution());
        }
      }
      case 3 -> {
        if (map) {
          add(new RandomConvolutions(last, random).transposed());
        }
      }
      case 4 -> {
        if (map) {
          new RandomPools(last, random).pool().ifPresent(this::add);
        }
      }
      case 5 -> dense();
      case 6 -> join();
      case 7 -> slice();
      default -> add(Optional.empty(), last, activation());
    }
  }

  private void dense() {
    int[] ones = IntStream.of(last.spatial()).map(_ -> 1).toArray();
    Shape output = Shape.map(RandomWindows.channels(random), ones);
    LayerOperation dense = new LayerOperation.Dense(output.channels(), random.nextInt(4) > 0);
    add(new RandomLayer(dense, output, last.size()));
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
    List<Integer> sources = new ArrayList<>();
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

  private String name() {
    return "l" + (layers.size() + 1);
  }

  private LayerActivation activation() {
    boolean softmaxToo = random.nextInt(3) == 0;
    return ACTIVATIONS.get(random.nextInt(softmaxToo ? 5 : 3));
  }

  /** Adds the layer, with an activation or none, unless it is empty or a lot of work. */
  private void add(RandomLayer layer) {
    Shape output = layer.output();
    boolean empty = IntStream.of(output.spatial()).anyMatch(extent -> extent < 1);
    if (empty
        || output.size() > MOST_CELLS
        || layer.multiplyAddsOfAMap() * output.channels() > MOST_MULTIPLY_ADDS) {
      return;
    }
    add(Optional.of(layer.operation()), output, random.nextBoolean() ? activation() : null);
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
