package dev.lathe.processor.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.gradient.Gradient;
import dev.lathe.processor.gradient.LossKind;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.loop.Budget;
import dev.lathe.processor.loop.Kernel;
import dev.lathe.processor.loop.LoopPrinter;
import dev.lathe.processor.loop.Program;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.rewrite.Rewrites;
import dev.lathe.processor.schedule.EpilogueFusion;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.FrontEnd;
import dev.lathe.processor.testing.GraphChecks;
import dev.lathe.processor.testing.Interpreted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dot products for results that fill no vector: where they are, and that they are the sums. */
class UnfilledVectorsTest {

  private static final List<Machine> VECTORS =
      List.of(Machine.VECTOR_512, Machine.VECTOR_256, Machine.VECTOR_128);

  @ParameterizedTest
  @CsvSource({
    "'512', 10, scores",
    "'256', 1, scores",
    "'4096', 15, scores",
    "'64, 3, 3', 10, scores",
    "'128, 5, 5', 200, scoresLast",
    "'1024', 100, scoresLast",
    "'512', 17, scoresLast",
    // All vectors are filled.
    "'512', 32, ''",
    // Lanes would have to be added for too few inputs.
    "'240', 10, ''",
    // The inputs are no whole vectors.
    "'500', 10, ''",
    "'24, 5, 5', 10, ''",
    // Eight vectors of 24 bits take no more than seven: 6 in the place of 8, and 3 besides 3 or 4.
    "'16, 5, 5', 120, ''",
  })
  void layersWithResultsThatFillNoVector(String input, int units, String kernel) {
    Program program = interpreted(dense(input, units, ""), Machine.VECTOR_512.rounded()).program();

    assertThat(dotProducts(program)).isEqualTo(kernel.isEmpty() ? List.of() : List.of(kernel));
  }

  /** The words that share lanes are those of 24 bits, as those of the results before. */
  @Test
  void theirWeightsAreRoundedAsTheOthersAre() {
    Machine machine = Machine.VECTOR_512.rounded();

    assertThat(kernel(dense("128, 5, 5", 200, ""), machine, "scoresLast"))
        .contains("Results: o 192..200 as dot products", "rounded to 24 bits", "carried(");
    assertThat(kernel(dense("128, 5, 5", 195, ""), machine, "scoresLast"))
        .contains("Results: o 192..195 as dot products")
        .doesNotContain("carried(");
    assertThat(kernel(dense("128, 5, 5", 200, ""), machine, "scores"))
        .contains("Results: o 0..192;");
  }

  @Test
  void onlyWhereOrdersOfSumsAreFree() {
    Graph graph = dense("512", 10, "");
    Graph training = Gradient.of(graph, LossKind.CROSS_ENTROPY, false);

    for (Machine machine : VECTORS) {
      assertThat(dotProducts(interpreted(graph, machine).program())).isNotEmpty();
      assertThat(dotProducts(interpreted(graph, machine.strictly()).program())).isEmpty();
      assertThat(dotProducts(interpreted(training, machine).program())).doesNotContain("scores");
    }
    assertThat(dotProducts(interpreted(graph, Machine.SCALAR).program())).isEmpty();
  }

  /** Weights that meet many positions are filled up once for all of them. */
  @Test
  void notWhereWeightsMeetManyPositions() {
    Graph graph =
        graph("@Network(input = {64, 9, 9})", "@Conv(kernel = 3, filters = 10) Layer scores();");

    assertThat(dotProducts(interpreted(graph, Machine.VECTOR_512).program())).isEmpty();
  }

  /**
   * Maps and vectors, biases, functions, sums with another layer, and several of them in a row; on
   * what lies behind the last channel there is no number before the pass.
   */
  @Property(tries = 40, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void theResultIsThatOfTheSums(@ForAll long seed) {
    Random random = new Random(seed);
    Machine machine = VECTORS.get(random.nextInt(3));
    int lanes = machine.lanes();
    int side = 1 + random.nextInt(3);
    int channels = lanes * (1 + random.nextInt(4));
    int units = lanes * random.nextInt(4) + 1 + random.nextInt(lanes);
    String function = List.of("", "@Relu", "@Tanh", "@Sigmoid").get(random.nextInt(4));
    String hidden =
        "@Dense(%d) %s Layer a();".formatted(lanes * (16 + random.nextInt(4)), function);
    String last = "@Dense(%d) %s Layer scores();".formatted(units, function);
    String residual =
        """
        @Dense(value = %d, from = "a") Layer b();
        @Dense(value = %d, from = "a") Layer c();
        @Add({"b", "c"}) %s Layer scores();
        """
            .formatted(units, units, function);
    String layers =
        switch (random.nextInt(3)) {
          case 0 -> last;
          case 1 -> hidden + "\n" + last;
          default -> hidden + "\n" + residual;
        };
    Graph graph = graph("@Network(input = {%d, %d, %d})".formatted(channels, side, side), layers);
    Map<String, double[]> parameters = new HashMap<>();
    for (Node node : graph.parameters()) {
      String name = ((Operation.Parameter) node.operation()).name();
      parameters.put(name, floats(random, node.shape().size(), 0.1));
    }
    double[] input = floats(random, channels * side * side, 1);
    Interpreted pass = interpreted(graph, machine);
    pass.soilFillings();

    GraphChecks.close(
        () -> "seed %d, %s%n%s".formatted(seed, machine, LoopPrinter.print(pass.program())),
        pass.scores(parameters, input),
        GraphInterpreter.evaluate(graph, parameters, input).output(0),
        1e-5);
    assertThat(Budget.violations(pass.program())).isEmpty();
  }

  /** Every number of results that a vector may lack. */
  @ParameterizedTest
  @CsvSource({"16", "8", "4"})
  void methodsStayWithinTheBudget(int lanes) {
    Machine machine =
        VECTORS.stream().filter(each -> each.lanes() == lanes).findAny().orElseThrow().rounded();
    for (int rest = 1; rest < lanes; rest++) {
      for (int whole : List.of(0, 2, 18)) {
        int units = whole * lanes + rest;
        for (String input : List.of("2048", "352", "64, 7, 7")) {
          for (String function : List.of("@Tanh", "@Sigmoid", "@Gelu", "@Relu", "")) {
            Program program = interpreted(dense(input, units, function), machine).program();
            assertThat(Budget.violations(program)).as("%s to %d", input, units).isEmpty();
          }
        }
      }
    }
  }

  private static List<String> dotProducts(Program program) {
    return program.kernels().stream()
        .filter(kernel -> String.join(" ", kernel.description()).contains("along lane"))
        .map(Kernel::name)
        .toList();
  }

  private static String kernel(Graph graph, Machine machine, String name) {
    return interpreted(graph, machine).program().kernels().stream()
        .filter(kernel -> kernel.name().equals(name))
        .map(kernel -> String.join("\n", kernel.description()) + LoopPrinter.print(kernel))
        .findAny()
        .orElseThrow();
  }

  private static double[] floats(Random random, int count, double scale) {
    return random.doubles(count, -scale, scale).map(value -> (float) value).toArray();
  }

  private static Interpreted interpreted(Graph graph, Machine machine) {
    return new Interpreted(Rewrites.apply(graph, new EpilogueFusion(machine)), machine);
  }

  private static Graph dense(String input, int units, String function) {
    return graph(
        "@Network(input = {%s})".formatted(input),
        "@Dense(%d) %s Layer scores();".formatted(units, function));
  }

  private static Graph graph(String network, String layers) {
    String source =
        """
        %s
        public interface Net extends Classifier {
          %s
        }
        """
            .formatted(network, layers);
    return ForwardGraph.of(FrontEnd.model("Net", CompiledInterface.file(source)));
  }
}
