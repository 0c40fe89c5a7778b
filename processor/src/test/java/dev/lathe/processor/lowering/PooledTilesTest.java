package dev.lathe.processor.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.graph.FilterFamily;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.loop.Budget;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.rewrite.FusionPolicy;
import dev.lathe.processor.rewrite.Rewrites;
import dev.lathe.processor.rewrite.TransformPolicy;
import dev.lathe.processor.schedule.EpilogueFusion;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.FrontEnd;
import dev.lathe.processor.testing.GraphChecks;
import dev.lathe.processor.testing.Interpreted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tiles whose transform back takes the maxima of pooling windows. */
class PooledTilesTest {

  /**
   * Tiles along one axis, {@code 4x1}, and along two: maps whose last tiles are cut, windows that
   * leave cells over, and windows of all forms. With 9 or 13 cells the last tiles have none of any
   * window.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          4x1 | 6, 14, 14 | 16 | 5, 5 | 0 | 2, 2 | true
          4x1 | 20, 12, 12 | 50 | 5, 5 | 0 | 2, 2 | true
          4x1 | 3, 9, 11 | 7 | 3, 3 | 1 | 2, 3 | true
          6x1 | 3, 14, 9 | 18 | 3, 3 | 0 | 3, 2 | true
          6x1 | 16, 19, 33 | 5 | 3, 3 | 1 | 2, 2 | true
          2x1 | 4, 11, 23 | 20 | 5, 5 | 2 | 2, 2 | true
          4x1 | 4, 11, 23 | 20 | 5, 5 | 2 | 4, 1 | true
          4x1 | 4, 11, 23 | 20 | 5, 5 | 2 | 1, 2 | true
          4x1 | 4, 11, 23 | 20 | 5, 5 | 2 | 3, 3 | false
          2x1 | 4, 13, 13 | 20 | 3, 3 | 0 | 4, 4 | false
          4x1 | 16, 4, 9, 16 | 16 | 1, 3, 3 | 0, 1, 1 | 1, 2, 2 | false
          4x1 | 16, 9, 4, 16 | 16 | 3, 1, 3 | 1, 0, 1 | 2, 2, 2 | false
          4   | 20, 12, 12 | 50 | 5, 5 | 0 | 2, 2 | true
          4   | 16, 14, 14 | 128 | 5, 5 | 0 | 2, 2 | true
          4   | 3, 10, 12 | 7 | 3, 3 | 1 | 2, 4 | true
          6   | 18, 20, 14 | 18 | 3, 3 | 0 | 3, 2 | true
          6   | 16, 18, 33 | 5 | 3, 3 | 1 | 3, 3 | true
          6   | 16, 19, 33 | 5 | 3, 3 | 1 | 3, 3 | false
          2   | 4, 11, 23 | 20 | 5, 5 | 2 | 2, 1 | false
          2   | 4, 12, 23 | 20 | 5, 5 | 2 | 2, 1 | true
          4   | 4, 11, 23 | 20 | 5, 5 | 2 | 4, 1 | false
          4   | 4, 11, 23 | 20 | 5, 5 | 2 | 1, 2 | true
          4   | 4, 11, 23 | 20 | 5, 5 | 2 | 3, 3 | false
          4   | 4, 11, 13 | 20 | 3, 3 | 1 | 2, 2 | false
          5   | 4, 15, 10 | 20 | 3, 3 | 1 | 5, 5 | true
          4   | 16, 4, 9, 16 | 16 | 1, 3, 3 | 0, 1, 1 | 1, 2, 2 | false
          """)
  void maximaOfTiles(
      String tile,
      String input,
      int filters,
      String kernel,
      String padding,
      String window,
      boolean fused) {
    int outputs = Integer.parseInt(tile.substring(0, 1));
    FilterFamily family =
        tile.endsWith("x1") ? new FilterFamily.Column(outputs) : new FilterFamily.Points(outputs);
    String source =
        """
        @Network(input = {%s})
        public interface Net extends Classifier {
          @Conv(filters = %d, kernel = {%s}, padding = {%s}) @Relu Layer c();
          @MaxPool({%s}) Layer s();
        }
        """
            .formatted(input, filters, kernel, padding, window);
    Graph graph = ForwardGraph.of(FrontEnd.model("Net", CompiledInterface.file(source)));
    Random random = new Random(filters);
    double[] image = random.doubles(graph.node(0).shape().size(), -1, 1).toArray();
    Map<String, double[]> parameters = new HashMap<>();
    graph.nodes().stream()
        .filter(node -> node.operation() instanceof Operation.Parameter)
        .forEach(
            node ->
                parameters.put(node.name(), random.doubles(node.shape().size(), -1, 1).toArray()));
    double[] wanted = GraphInterpreter.evaluate(graph, parameters, image).output(0);
    TransformPolicy policy = (_, _) -> Optional.of(new TransformPolicy.Blocks(family, 99));
    Graph rewritten = Rewrites.apply(graph, FusionPolicy.ALWAYS, policy);

    assertThat(rewritten.nodes().stream().anyMatch(PooledTilesTest::isPooling)).isEqualTo(fused);
    GraphChecks.close(
        () -> "rewritten",
        GraphInterpreter.evaluate(rewritten, parameters, image).output(0),
        wanted,
        1e-9);
    // What docs/schedules.md promises of all tiles.
    double tolerance = 2e-5 * GraphChecks.largest(wanted);
    for (Machine machine : Machine.ALL) {
      Interpreted pass = new Interpreted(rewritten, machine);
      pass.soilFillings();
      GraphChecks.close(machine::label, pass.scores(parameters, image), wanted, tolerance);
    }
  }

  /** Where the cost model decides, poolings go where HotSpot's limits leave room for them. */
  @ParameterizedTest
  @CsvSource({"6, 3", "5, 3", "4, 3", "2, 3", "4, 5", "2, 5", "4, 2", "6, 2", "4, 4", "2, 7"})
  void pooledTilesAreWithinTheBudget(int tile, int taps) {
    String source =
        """
        @Network(input = {32, 24, 24})
        public interface Net extends Classifier {
          @Conv(filters = 64, kernel = %d, padding = %d) @Relu Layer c();
          @MaxPool(2) Layer s();
        }
        """
            .formatted(taps, taps / 2);
    Graph graph = ForwardGraph.of(FrontEnd.model("Net", CompiledInterface.file(source)));
    TransformPolicy policy =
        (_, _) -> Optional.of(new TransformPolicy.Blocks(new FilterFamily.Points(tile), 99));
    for (Machine machine : List.of(Machine.VECTOR_512, Machine.VECTOR_256)) {
      Graph rewritten = Rewrites.apply(graph, new EpilogueFusion(machine), policy);

      assertThat(Budget.violations(new Interpreted(rewritten, machine).program()))
          .noneMatch(violation -> violation.contains("calls") || violation.contains("bytecodes"));
    }
  }

  private static boolean isPooling(Node node) {
    return node.operation() instanceof Operation.TransformOutput output
        && output.epilogue().maxPool().isPresent();
  }
}
