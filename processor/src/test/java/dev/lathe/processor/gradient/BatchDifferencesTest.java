package dev.lathe.processor.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.annotations.Precision;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.graph.GraphInterpreter.Image;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.network.LayerModel;
import dev.lathe.processor.network.LayerOperation;
import dev.lathe.processor.network.NetworkModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivatives in batches whose images meet, against finite differences in double precision. */
class BatchDifferencesTest {
  private static final int IMAGES = 3;
  private static final double STEP = 1e-5;

  static Stream<Shape> maps() {
    return Stream.of(Shape.of(3), Shape.of(2, 5), Shape.of(3, 2, 3), Shape.of(2, 2, 1, 3));
  }

  static Stream<LossKind> losses() {
    List<Double> weights = List.of(0.5, 2.0, 1.5);
    return Stream.of(
        new LossKind.CrossEntropy(true, 0.2, weights, -1, false),
        new LossKind.CrossEntropy(true, 0.1, weights, 1, false),
        new LossKind.CrossEntropy(false, 0, weights, 2, false),
        new LossKind.CrossEntropy(true, 0.1, List.of(), 0, true),
        new LossKind.Errors(LossKind.Measure.ABSOLUTE, 0, false),
        new LossKind.Errors(LossKind.Measure.SMOOTH, 0.5, true),
        new LossKind.Errors(LossKind.Measure.HUBER, 0.7, false),
        new LossKind.Errors(LossKind.Measure.LOGISTIC, 0, false),
        new LossKind.Margin(1, 2, false),
        new LossKind.Posterior(0.3, false));
  }

  @ParameterizedTest
  @MethodSource("maps")
  void batchNorm(Shape map) {
    LayerOperation norm =
        new LayerOperation.BatchNorm(1e-3, 0.1, /* affine= */ true, /* frozen= */ false);
    LayerModel layer =
        new LayerModel(
            "n", List.of(LayerModel.IMAGE), Optional.of(norm), Optional.empty(), List.of(map), map);
    NetworkModel network =
        new NetworkModel(
            "",
            List.of("Net"),
            List.of(),
            map,
            List.of(layer),
            List.of(),
            List.of(),
            Optional.empty(),
            Precision.FAST,
            false);
    check(Gradient.of(ForwardGraph.ofTraining(network), LossKind.SQUARED_ERROR, true), map);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void loss(LossKind kind) {
    Shape map = Shape.of(3, 4);
    GraphBuilder builder = new GraphBuilder("net");
    Node image = builder.add("image", "", new Operation.Input(), map);
    check(Gradient.of(builder.build(image), kind, true), map);
  }

  private static void check(Graph training, Shape map) {
    Random random = new Random(5);
    List<Image> images = new ArrayList<>();
    for (int k = 0; k < IMAGES; k++) {
      images.add(new Image(numbers(random, map.size()), labels(random, map), Map.of()));
    }
    Map<String, double[]> parameters = new LinkedHashMap<>();
    for (Node parameter : training.learned()) {
      parameters.put(parameter.name(), numbers(random, parameter.shape().size()));
    }
    List<GraphInterpreter.Values> values =
        GraphInterpreter.evaluateBatch(training, parameters, images);
    for (int k = 0; k < IMAGES; k++) {
      double[] derivative = values.get(k).outputs().getLast();
      for (int i = 0; i < derivative.length; i++) {
        double[] input = images.get(k).input();
        assertThat(derivative[i])
            .as("image %d, cell %d of\n%s", k, i, training.print())
            .isCloseTo(slope(training, parameters, images, input, i), within(1e-6));
      }
    }
    int output = 2;
    for (double[] parameter : parameters.values()) {
      double[] derivative = new double[parameter.length];
      for (GraphInterpreter.Values each : values) {
        for (int i = 0; i < derivative.length; i++) {
          derivative[i] += each.output(output)[i];
        }
      }
      for (int i = 0; i < derivative.length; i++) {
        assertThat(derivative[i])
            .isCloseTo(slope(training, parameters, images, parameter, i), within(1e-6));
      }
      output++;
    }
  }

  /** Of the sum of the images' losses, as {@code varied[i]} moves. */
  private static double slope(
      Graph training,
      Map<String, double[]> parameters,
      List<Image> images,
      double[] varied,
      int i) {
    double before = varied[i];
    varied[i] = before + STEP;
    double ahead = loss(training, parameters, images);
    varied[i] = before - STEP;
    double behind = loss(training, parameters, images);
    varied[i] = before;
    return (ahead - behind) / (2 * STEP);
  }

  private static double loss(Graph training, Map<String, double[]> parameters, List<Image> images) {
    return GraphInterpreter.evaluateBatch(training, parameters, images).stream()
        .mapToDouble(values -> values.output(1)[0])
        .sum();
  }

  private static double[] numbers(Random random, int size) {
    return DoubleStream.generate(random::nextGaussian).limit(size).toArray();
  }

  /** A 1 for one class of each position. */
  private static double[] labels(Random random, Shape map) {
    double[] target = new double[map.size()];
    for (int p = 0; p < map.positions(); p++) {
      target[random.nextInt(map.channels()) * map.positions() + p] = 1;
    }
    return target;
  }
}
