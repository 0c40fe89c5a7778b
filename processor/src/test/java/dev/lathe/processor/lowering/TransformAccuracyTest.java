package dev.lathe.processor.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.FilterFamily;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.rewrite.FusionPolicy;
import dev.lathe.processor.rewrite.Rewrites;
import dev.lathe.processor.rewrite.TransformPolicy;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.testing.Interpreted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The error bounds that {@code Precision} states, on normally distributed maps and weights. */
class TransformAccuracyTest {

  @ParameterizedTest
  @CsvSource({
    "16, 3, 4",
    "64, 3, 4",
    "256, 3, 4",
    "64, 3, 2",
    "64, 5, 2",
    "16, 3, 6",
    "64, 3, 6",
    "256, 3, 6",
    "64, 3, 5",
    "6, 5, 4",
    "64, 5, 4",
    "256, 5, 4",
    "64, 7, 2",
    "64, 4, 4",
    "64, 4, 5",
    "64, 2, 6",
    "64, 6, 2",
    "64, 5, 3",
    "64, 6, 3",
    "512, 3, 6"
  })
  void errorsOfPointsStayBelowTheBound(int channels, int kernel, int outputs) {
    check(channels, kernel, new FilterFamily.Points(outputs), 2e-5);
  }

  @ParameterizedTest
  @CsvSource({"6, 5, 4", "64, 5, 4", "256, 5, 4", "64, 3, 6", "64, 3, 4", "64, 5, 2", "64, 7, 2"})
  void errorsAlongOneAxisDoNotMultiply(int channels, int kernel, int outputs) {
    check(channels, kernel, new FilterFamily.Column(outputs), 1e-5);
  }

  /** All roots of unity are as large as 1: errors are those of direct sums. */
  @ParameterizedTest
  @CsvSource({"16, 5, 8", "256, 5, 6", "64, 4, 4", "64, 5, 12", "256, 7, 12", "64, 11, 16"})
  void errorsOfFourierTransformsAreThoseOfDirectSums(int channels, int kernel, int order) {
    check(channels, kernel, new FilterFamily.Roots(order), 2e-6);
  }

  @ParameterizedTest
  @CsvSource({"16, 3, 2", "64, 3, 2", "16, 3, 4", "64, 3, 4", "16, 2, 5"})
  void errorsAlongThreeAxesAreTwiceAsLarge(int channels, int kernel, int outputs) {
    Window cube = Window.of(kernel, kernel, kernel);
    check(graph(channels, cube, 8), cube.taps() * channels, new FilterFamily.Points(outputs), 4e-5);
  }

  private static void check(int channels, int kernel, FilterFamily family, double bound) {
    Window square = Window.of(kernel, kernel);
    check(graph(channels, square, 12), square.taps() * channels, family, bound);
  }

  private static void check(Graph graph, int summands, FilterFamily family, double bound) {
    Random random = new Random(1);
    Map<String, double[]> parameters =
        Map.of("c.weight", normal(graph.node(1).shape().size(), random));
    double[] image = normal(graph.node(0).shape().size(), random);
    double[] wanted = GraphInterpreter.evaluate(graph, parameters, image).output(0);

    Optional<TransformPolicy.Blocks> tiling = Optional.of(new TransformPolicy.Blocks(family, 99));
    Graph winograd = Rewrites.apply(graph, FusionPolicy.ALWAYS, (_, _) -> tiling);
    double direct = error(graph, parameters, image, wanted);
    assertThat(error(winograd, parameters, image, wanted)).isBetween(1e-8, bound);
    // The error of a sum grows with its length.
    assertThat(direct).isBetween(1e-9, Math.max(2e-6, 5e-10 * summands));
  }

  /** The largest error, relative to the largest result. */
  private static double error(
      Graph graph, Map<String, double[]> parameters, double[] image, double[] wanted) {
    Interpreted pass = new Interpreted(graph, Machine.VECTOR_512);
    double[] got = pass.scores(parameters, image);
    double error = 0;
    double largest = 0;
    for (int i = 0; i < wanted.length; i++) {
      error = Math.max(error, Math.abs(got[i] - wanted[i]));
      largest = Math.max(largest, Math.abs(wanted[i]));
    }
    return error / largest;
  }

  private static Graph graph(int channels, Window window, int extent) {
    GraphBuilder builder = new GraphBuilder("Accuracy");
    List<Integer> map = new ArrayList<>(List.of(channels));
    map.addAll(Collections.nCopies(window.rank(), extent));
    Node image = builder.add("image", "", new Operation.Input(), new Shape(map));
    List<Integer> weights = new ArrayList<>(List.of(16, channels));
    weights.addAll(window.kernel());
    Operation parameter = new Operation.Parameter("c.weight", new Shape(weights));
    Node weight = builder.add("c.weight", "c", parameter, new Shape(weights));
    Operation convolution =
        new Operation.Convolution(window, Connections.full(), false, Epilogue.NONE);
    return builder.build(builder.add("c", "c", convolution, image, weight));
  }

  /** Floats, so that nothing is rounded before the first product. */
  private static double[] normal(int count, Random random) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
