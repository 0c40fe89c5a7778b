package dev.lathe.processor.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.gradient.Gradient;
import dev.lathe.processor.gradient.LossKind;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.loop.Budget;
import dev.lathe.processor.loop.LoopPrinter;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.rewrite.Rewrites;
import dev.lathe.processor.schedule.EpilogueFusion;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.FrontEnd;
import dev.lathe.processor.testing.Interpreted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights of 24 bits: where they are, and that results are off by no more than is said. */
class RoundedWeightsTest {

  private static final Machine WIDE = Machine.VECTOR_512.rounded();

  @ParameterizedTest
  @CsvSource({
    "'16, 5, 5', 120, true",
    "'120', 84, true",
    "'50, 4, 4', 500, true",
    "'2048', 2048, true",
    // They stay in the first-level cache.
    "'20', 100, false",
    // One vector has none to share words with.
    "'500', 10, false",
    // From memory.
    "'4096', 4096, false",
  })
  void layersThatWaitForTheirWeights(String input, int units, boolean rounded) {
    assertThat(isRounded(dense(input, units), WIDE)).isEqualTo(rounded);
  }

  @Test
  void onlyWhereTheyMayBe() {
    Graph graph = dense("16, 5, 5", 120);

    assertThat(isRounded(graph, Machine.VECTOR_256.rounded())).isTrue();
    for (Machine machine : Machine.ALL) {
      assertThat(isRounded(graph, machine)).isFalse();
    }
    assertThat(isRounded(graph, Machine.VECTOR_128.rounded())).isFalse();
    assertThat(isRounded(graph, Machine.SCALAR.rounded())).isFalse();
    assertThat(isRounded(graph, WIDE.strictly())).isFalse();
  }

  @Test
  void notWhereWeightsMeetManyPositions() {
    Graph graph =
        graph("@Network(input = {64, 20, 20})", "@Conv(kernel = 3, filters = 64) Layer scores();");

    assertThat(isRounded(graph, WIDE)).isFalse();
  }

  /** Every group of words, what is left of a tile, and tiles of several sizes. */
  @RepeatedTest(60)
  void errorsStayBelowTheBound(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int channels = 1 + random.nextInt(70);
    int side = 1 + random.nextInt(5);
    int units = 40 + random.nextInt(500);
    String input = "%d, %d, %d".formatted(channels, side, side);
    Machine machine = random.nextBoolean() ? Machine.VECTOR_512 : Machine.VECTOR_256;
    check(dense(input, units), machine, channels * side * side, random);
  }

  /** Other layers whose weights are used once each: positions and groups are axes of tiles, too. */
  @ParameterizedTest
  @CsvSource({
    "'30, 4, 4', '@LocallyConnected(filters = 70, kernel = 3)'",
    "'40, 7, 7', '@LocallyConnected(filters = 130, kernel = 3, stride = 2)'",
    "'64, 3, 3', '@Conv(filters = 260, kernel = 3, groups = 2)'",
    "'300, 1, 1', '@TransposedConv(filters = 140, kernel = 2)'",
    "'40, 5, 5', '@Conv(filters = 77, kernel = 5)'"
  })
  void otherLayersToo(String input, String layer) {
    Random random = new Random(7);
    int size =
        Stream.of(input.split(", ", -1)).mapToInt(Integer::parseInt).reduce(1, (a, b) -> a * b);
    Graph graph = graph("@Network(input = {%s})".formatted(input), layer + " Layer scores();");

    for (Machine machine : List.of(Machine.VECTOR_512, Machine.VECTOR_256)) {
      assertThat(isRounded(graph, machine.rounded())).isTrue();
      check(graph, machine, size, random);
    }
  }

  private static void check(Graph graph, Machine machine, int inputSize, Random random) {
    Map<String, double[]> parameters = new HashMap<>();
    Map<String, double[]> sizes = new HashMap<>();
    for (Node node : graph.parameters()) {
      String name = ((Operation.Parameter) node.operation()).name();
      double[] values = floats(random, node.shape().size());
      boolean isBias = name.endsWith("bias");
      parameters.put(name, values);
      sizes.put(
          name,
          IntStream.range(0, values.length)
              .mapToDouble(i -> isBias ? 0 : Math.abs(values[i]))
              .toArray());
    }
    double[] input = floats(random, inputSize);
    double[] inputSizes =
        IntStream.range(0, input.length).mapToDouble(i -> Math.abs(input[i])).toArray();

    double[] expected = GraphInterpreter.evaluate(graph, parameters, input).output(0);
    double[] bounds = GraphInterpreter.evaluate(graph, sizes, inputSizes).output(0);
    double[] actual = interpreted(graph, machine.rounded()).scores(parameters, input);

    for (int i = 0; i < expected.length; i++) {
      // And what sums of floats are off by themselves.
      assertThat(Math.abs(actual[i] - expected[i])).isLessThan(bounds[i] * (0x1p-16 + 0x1p-19));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'16, 5, 5', 120",
    "'128, 5, 5', 200",
    "'50, 4, 4', 500",
    "'300', 176",
    "'7, 6, 6', 999"
  })
  void methodsStayWithinTheBudget(String input, int units) {
    for (Machine machine : List.of(WIDE, Machine.VECTOR_256.rounded())) {
      assertThat(Budget.violations(interpreted(dense(input, units), machine).program())).isEmpty();
    }
  }

  /** Of a training pass each step would have to round them anew. */
  @Test
  void trainingKeepsThemWhole() {
    Graph training = Gradient.of(dense("16, 5, 5", 120), LossKind.CROSS_ENTROPY, false);

    assertThat(isRounded(training, WIDE)).isFalse();
  }

  private static double[] floats(Random random, int count) {
    return random.doubles(count, -1, 1).map(value -> (float) value).toArray();
  }

  private static boolean isRounded(Graph graph, Machine machine) {
    return LoopPrinter.print(interpreted(graph, machine).program()).contains("carried(");
  }

  private static Interpreted interpreted(Graph graph, Machine machine) {
    return new Interpreted(Rewrites.apply(graph, new EpilogueFusion(machine)), machine);
  }

  private static Graph dense(String input, int units) {
    return graph(
        "@Network(input = {%s})".formatted(input), "@Dense(%d) Layer scores();".formatted(units));
  }

  private static Graph graph(String network, String layer) {
    String source =
        """
        %s
        public interface Net extends Classifier {
          %s
        }
        """
            .formatted(network, layer);
    return ForwardGraph.of(FrontEnd.model("Net", CompiledInterface.file(source)));
  }
}
