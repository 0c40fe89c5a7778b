package dev.lathe.processor.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.network.ParameterModel;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.FrontEnd;
import dev.lathe.processor.testing.GraphChecks;
import dev.lathe.processor.testing.Interpreted;
import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldNormalisationTest {

  private static final String NETWORK =
      """
      @Network(input = {4, 5, 6}%s)
      public interface Net extends Classifier {
        %s Layer c();
        @BatchNorm(epsilon = 0.01, affine = %b) @Relu Layer n();
      %s}
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Conv(filters = 7, kernel = 3)",
        "@Conv(filters = 17, kernel = 1, bias = false)",
        "@Conv(filters = 6, kernel = 3, padding = 1, groups = 2, stride = 2)",
        "@Conv(filters = 4, kernel = {3, 2}, groups = 4, bias = false)",
        "@Conv(filters = 33, kernel = 3, padding = 1, padValue = -1, flip = true)",
        "@Conv(filters = 3, kernel = 3, table = {@Maps({1, 0, 3}), @Maps(1), @Maps({0, 2})})",
        "@Conv(filters = 2, kernel = {2, 1}, table = {@Maps(3), @Maps({2, 1})}, bias = false)",
        "@Conv(filters = 7, kernel = 3) Layer m(); @Reshape({7, 12})",
        "@Dense(6) Layer m(); @Reshape({6, 1, 1, 1})",
        "@LocallyConnected(filters = 3, kernel = 3)",
        "@TransposedConv(filters = 5, kernel = 3, stride = 2)",
        "@TransposedConv(filters = 6, kernel = 3, groups = 2, bias = false)",
        "@Dense(19)",
        "@Dense(value = 4, bias = false)"
      })
  void theValuesAreThoseOfTheNormalisationItself(String layer) {
    for (boolean affine : List.of(true, false)) {
      String body = NETWORK.formatted("", layer, affine, "");
      NetworkModel network = FrontEnd.model("Net", CompiledInterface.file(body));
      Map<String, double[]> parameters = parameters(network);
      double[] image = numbers(new Random(2), network.input().size());
      Graph graph = ForwardGraph.of(network);
      double[] expected = GraphInterpreter.evaluate(graph, parameters, image).output(0);

      Graph folded = Rewrites.apply(graph, FusionPolicy.ALWAYS);
      assertThat(normalises(folded)).isFalse();
      check(GraphInterpreter.evaluate(folded, parameters, image).output(0), expected, 1e-12);
      for (Machine machine : Machine.ALL) {
        Interpreted pass = new Interpreted(folded, machine);
        check(pass.scores(parameters, image), expected, 1e-4);
      }
      CompiledInterface compiled = CompiledInterface.compile("Net", body);
      for (VectorPath path : CompiledInterface.paths()) {
        float[] scores = compiled.load(path, weights(network, parameters)).scores(floats(image));
        check(doubles(scores), expected, 1e-4);
      }
    }
  }

  @Test
  void theSameBitsOnEveryPathOfAStrictNetwork() {
    String layer = "@Conv(filters = 7, kernel = 3)";
    String body = NETWORK.formatted(", precision = Precision.STRICT", layer, true, "");
    NetworkModel network = FrontEnd.model("Net", CompiledInterface.file(body));
    Map<String, double[]> parameters = parameters(network);
    float[] image = floats(numbers(new Random(2), network.input().size()));

    CompiledInterface compiled = CompiledInterface.compile("Net", body);
    assertThat(CompiledInterface.paths())
        .map(path -> compiled.load(path, weights(network, parameters)).scores(image))
        .allSatisfy(
            scores ->
                assertThat(scores)
                    .isEqualTo(
                        compiled
                            .load(VectorPath.SCALAR, weights(network, parameters))
                            .scores(image)));
  }

  @Test
  void aValueThatIsReadElsewhereStays() {
    String layer = "@Conv(filters = 7, kernel = 3)";
    String sum = "@Add({\"n\", \"c\"}) Layer s();\n";
    assertThat(normalises(rewritten(NETWORK.formatted("", layer, true, sum)))).isTrue();
  }

  @Test
  void anActivationBetweenThemStays() {
    String layer = "@Conv(filters = 7, kernel = 3) @Relu";
    assertThat(normalises(rewritten(NETWORK.formatted("", layer, true, "")))).isTrue();
  }

  private static Graph rewritten(String body) {
    NetworkModel network = FrontEnd.model("Net", CompiledInterface.file(body));
    return Rewrites.apply(ForwardGraph.of(network), FusionPolicy.ALWAYS);
  }

  private static boolean normalises(Graph graph) {
    return graph.nodes().stream().anyMatch(n -> n.operation() instanceof Operation.Pointwise);
  }

  private static void check(double[] got, double[] expected, double tolerance) {
    double largest = GraphChecks.largest(expected);
    GraphChecks.close(() -> "scores", got, expected, tolerance * (1 + largest));
  }

  private static Map<String, double[]> parameters(NetworkModel network) {
    Random random = new Random(1);
    Map<String, double[]> parameters = new HashMap<>();
    for (ParameterModel parameter : network.parameters()) {
      double[] values = numbers(random, parameter.stored().size());
      if (parameter.name().endsWith("_var")) {
        values = DoubleStream.of(values).map(v -> 0.1f + (float) (v * v)).toArray();
      }
      parameters.put(parameter.name(), values);
    }
    return parameters;
  }

  private static Weights weights(NetworkModel network, Map<String, double[]> parameters) {
    Map<String, Tensor> tensors = new HashMap<>();
    for (ParameterModel parameter : network.parameters()) {
      int[] shape = parameter.stored().extents().stream().mapToInt(Integer::intValue).toArray();
      double[] values = parameters.get(parameter.name());
      tensors.put(parameter.name(), new Tensor(shape, floats(values)));
    }
    return Weights.of(tensors);
  }

  /** Floats, so that every path begins with the same. */
  private static double[] numbers(Random random, int size) {
    return DoubleStream.generate(() -> (float) random.nextGaussian()).limit(size).toArray();
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
