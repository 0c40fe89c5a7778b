package dev.lathe.processor.lowering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.processor.gradient.Gradient;
import dev.lathe.processor.gradient.LossKind;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.loop.Budget;
import dev.lathe.processor.loop.LoopPrinter;
import dev.lathe.processor.loop.Program;
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
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights that are fetched early: where they are, and that nothing else changes. */
class WeightsAheadTest {

  @ParameterizedTest
  @CsvSource({
    // Together more than the second-level cache, though each is less.
    "'600', '@Dense(600) Layer f1(); @Dense(700) Layer scores();', true",
    "'600', '@Dense(600) Layer f1(); @Dense(10) Layer scores();', false",
    "'1500', '@Dense(400) Layer scores();', true",
    // From memory.
    "'4096', '@Dense(4096) Layer scores();', false",
    // Each weight meets many positions.
    "'256, 12, 12', '@Conv(filters = 256, kernel = 3) Layer scores();', false",
  })
  void passesWhoseWeightsDriveEachOtherOut(String input, String layers, boolean ahead) {
    Graph graph = graph(input, layers);

    for (Machine machine : Machine.ALL) {
      boolean vectors = machine.lanes() > 1;
      assertThat(readsAhead(graph, machine)).isEqualTo(ahead && vectors);
    }
  }

  /**
   * Of 700 by 1100 weights 3.1 MB are read whole, of 24 bits 2.3 MB; of 600 by 1000 2.4 and 1.8.
   */
  @Test
  void whatIsRoundedIsLess() {
    Machine wide = Machine.VECTOR_512;

    assertThat(readsAhead(graph("700", "@Dense(1100) Layer scores();"), wide.rounded())).isTrue();
    assertThat(readsAhead(graph("600", "@Dense(1000) Layer scores();"), wide)).isTrue();
    assertThat(readsAhead(graph("600", "@Dense(1000) Layer scores();"), wide.rounded())).isFalse();
  }

  @Test
  void notInTraining() {
    Graph training =
        Gradient.of(graph("1500", "@Dense(400) Layer scores();"), LossKind.CROSS_ENTROPY, false);

    assertThat(readsAhead(training, Machine.VECTOR_512)).isFalse();
  }

  /** A rest of few vectors, and sums in parts. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void resultsAreTheSame(boolean rounded) {
    Graph graph = graph("24, 5, 5", "@Conv(filters = 1217, kernel = 5) @Relu Layer scores();");

    for (Machine machine : List.of(Machine.VECTOR_512, Machine.VECTOR_256)) {
      check(graph, rounded ? machine.rounded() : machine);
    }
  }

  /** The interpreter checks that all places are in the packed weights: of the last trips, too. */
  private static void check(Graph graph, Machine machine) {
    Random random = new Random(11);
    Map<String, double[]> parameters = new HashMap<>();
    for (Node node : graph.parameters()) {
      Operation.Parameter parameter = (Operation.Parameter) node.operation();
      parameters.put(parameter.name(), floats(random, node.shape().size()));
    }
    int size =
        graph.nodes().stream()
            .filter(node -> node.operation() instanceof Operation.Input)
            .mapToInt(node -> node.shape().size())
            .sum();
    double[] input = floats(random, size);
    double[] expected = GraphInterpreter.evaluate(graph, parameters, input).output(0);
    Interpreted interpreted = interpreted(graph, machine);
    assertThat(print(interpreted.program())).contains("read ahead");
    assertThat(Budget.violations(interpreted.program())).isEmpty();

    double[] actual = interpreted.scores(parameters, input);

    double largest = DoubleStream.of(expected).map(Math::abs).max().orElseThrow();
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(2e-5 * largest));
    }
  }

  /** Layers of equal geometry are one method, whose weights begin at an offset, not before it. */
  @Test
  void sharedKernels() {
    StringBuilder layers = new StringBuilder();
    for (String name : List.of("f1", "f2", "f3", "f4", "scores")) {
      layers.append("@Dense(704) Layer %s(); ".formatted(name));
    }

    Graph graph = graph("704", layers.toString());
    String text = print(interpreted(graph, Machine.VECTOR_512).program());
    assertThat(text).contains("kernel f2(").doesNotContain("kernel f3(");
    assertThat(text).containsPattern("read ahead .* from w\\[.*wOffset \\+ 1024]");
    assertThat(text).doesNotContain("wOffset - ");
    check(graph, Machine.VECTOR_512);
  }

  /** Straight-line code of many vectors has no room for it. */
  @Test
  void notBeyondTheBudget() {
    Graph graph = graph("128, 5, 5", "@Conv(filters = 200, kernel = 5) Layer scores();");

    Program program = interpreted(graph, Machine.VECTOR_128).program();
    assertThat(readsAhead(graph, Machine.VECTOR_512)).isTrue();
    assertThat(print(program)).doesNotContain("ahead").contains("Schedule: ");
    assertThat(Budget.violations(program)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'64, 6, 6', '@Conv(filters = 1024, kernel = 6, groups = 2)'",
    "'700', '@Dense(1203)'",
    "'900, 1, 1', '@TransposedConv(filters = 230, kernel = 2)'",
  })
  void otherLayersToo(String input, String layer) {
    Graph graph = graph(input, layer + " Layer scores();");

    for (Machine machine : List.of(Machine.VECTOR_512, Machine.VECTOR_256.rounded())) {
      check(graph, machine);
    }
    check(graph, Machine.VECTOR_512.strictly());
  }

  private static boolean readsAhead(Graph graph, Machine machine) {
    return print(interpreted(graph, machine).program()).contains("read ahead");
  }

  private static String print(Program program) {
    return LoopPrinter.print(program);
  }

  private static Interpreted interpreted(Graph graph, Machine machine) {
    return new Interpreted(Rewrites.apply(graph, new EpilogueFusion(machine)), machine);
  }

  private static double[] floats(Random random, int count) {
    return random.doubles(count, -1, 1).map(value -> (float) value).toArray();
  }

  private static Graph graph(String input, String layers) {
    String source =
        """
        @Network(input = {%s})
        public interface Net extends Classifier {
          %s
        }
        """
            .formatted(input, layers);
    return ForwardGraph.of(FrontEnd.model("Net", CompiledInterface.file(source)));
  }
}
