package dev.lathe.processor.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.testing.RandomNetwork;
import dev.lathe.processor.testing.RandomNetwork.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Each derivative against the slope that the interpreter shows: the derivative's product with a
 * random direction is how much the loss grows in that direction.
 */
class FiniteDifferencesTest {
  /** At one of them at least no kink of a maximum lies between the two points. */
  private static final double[] STEPS = {1e-4, 1e-5, 1e-6, 1e-7};

  @Property(tries = 300)
  void convolutionAndDense(@ForAll("convolutions") RandomNetwork network) {
    check(network);
  }

  @Property(tries = 300)
  void transposedConvolution(@ForAll("transposedConvolutions") RandomNetwork network) {
    check(network);
  }

  @Property(tries = 300)
  void pooling(@ForAll("pools") RandomNetwork network) {
    check(network);
  }

  @Property(tries = 100)
  void activationsAndSoftmaxes(@ForAll("functions") RandomNetwork network) {
    check(network);
  }

  /** The value of a residual layer is used twice: two derivatives meet. */
  @Property(tries = 50)
  void diamonds(@ForAll("diamonds") RandomNetwork network) {
    check(network);
  }

  @Property(tries = 300)
  void chains(@ForAll("chains") RandomNetwork network) {
    check(network);
  }

  @Provide
  Arbitrary<RandomNetwork> convolutions() {
    return RandomNetwork.of(Kind.CONVOLUTION, Kind.DENSE);
  }

  @Provide
  Arbitrary<RandomNetwork> transposedConvolutions() {
    return RandomNetwork.of(Kind.TRANSPOSED_CONVOLUTION);
  }

  @Provide
  Arbitrary<RandomNetwork> pools() {
    return RandomNetwork.of(
        Kind.MAX_POOL,
        Kind.MAX_POOL_SIDE_BY_SIDE,
        Kind.AVERAGE_POOL,
        Kind.ADAPTIVE_POOL,
        Kind.SMOOTH_POOL);
  }

  @Provide
  Arbitrary<RandomNetwork> functions() {
    return RandomNetwork.of(Kind.ACTIVATION, Kind.SOFTMAX, Kind.LOG_SOFTMAX);
  }

  @Provide
  Arbitrary<RandomNetwork> diamonds() {
    return RandomNetwork.of(Kind.RESIDUAL);
  }

  @Provide
  Arbitrary<RandomNetwork> chains() {
    return RandomNetwork.any();
  }

  private static void check(RandomNetwork network) {
    for (LossKind kind : List.of(LossKind.CROSS_ENTROPY, LossKind.SQUARED_ERROR)) {
      check(network, kind);
    }
  }

  private static void check(RandomNetwork network, LossKind kind) {
    Graph training = Gradient.of(network.graph(), kind, true);
    Node scores = training.node(training.outputs().get(0));
    double[] target = network.numbers(scores.shape().size(), 2);
    Point point = new Point(network.input(training), network.parameters(training));
    List<double[]> outputs = evaluate(training, point, target);

    List<Node> parameters = training.parameters();
    for (int k = 0; k < parameters.size(); k++) {
      String name = ((Operation.Parameter) parameters.get(k).operation()).name();
      double[] direction = network.numbers(parameters.get(k).shape().size(), 3);
      checkSlope(
          training,
          target,
          name,
          outputs.get(2 + k),
          direction,
          t -> point.move(name, direction, t));
    }
    double[] direction = network.numbers(point.input.length, 4);
    checkSlope(
        training, target, "input", outputs.getLast(), direction, t -> point.move(direction, t));
  }

  private static void checkSlope(
      Graph training,
      double[] target,
      String name,
      double[] derivative,
      double[] direction,
      DoubleFunction<Point> line) {
    double expected =
        IntStream.range(0, direction.length).mapToDouble(k -> derivative[k] * direction[k]).sum();
    List<Double> slopes = new ArrayList<>();
    for (double step : STEPS) {
      double ahead = evaluate(training, line.apply(step), target).get(1)[0];
      double behind = evaluate(training, line.apply(-step), target).get(1)[0];
      slopes.add((ahead - behind) / (2 * step));
    }
    assertThat(slopes)
        .as("slopes along %s, expected %s, in\n%s", name, expected, training.print())
        .anyMatch(slope -> Math.abs(slope - expected) <= 1e-6 * (1 + Math.abs(expected)));
  }

  private static List<double[]> evaluate(Graph training, Point point, double[] target) {
    return GraphInterpreter.evaluate(training, point.parameters, point.input, target).outputs();
  }

  /** Where a network is evaluated. */
  private static final class Point {
    private final double[] input;
    private final Map<String, double[]> parameters;

    Point(double[] input, Map<String, double[]> parameters) {
      this.input = input;
      this.parameters = parameters;
    }

    Point move(double[] direction, double step) {
      return new Point(sum(input, direction, step), parameters);
    }

    Point move(String name, double[] direction, double step) {
      Map<String, double[]> moved = new LinkedHashMap<>(parameters);
      moved.computeIfPresent(name, (_, elements) -> sum(elements, direction, step));
      return new Point(input, moved);
    }

    private static double[] sum(double[] from, double[] direction, double step) {
      return IntStream.range(0, from.length)
          .mapToDouble(k -> from[k] + step * direction[k])
          .toArray();
    }
  }
}
