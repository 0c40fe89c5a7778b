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
import dev.lathe.processor.schedule.Contraction;
import dev.lathe.processor.schedule.Contractions;
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

/** Maps that end within their last row of tiles, which takes fewer products then. */
class LeftOutProductsTest {

  /**
   * Every number of results of a last row, with one row and with several, with parts of the kernel,
   * with and without poolings, which may leave some of the results, or of the tiles. Nothing is
   * left out where rows go in blocks, where it would be an odd product, and where it is less than
   * one in 24.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          16, 14, 14 | 5x5 | 0 | winograd 4   | 9 | 1 | 528
          16, 14, 14 | 5x5 | 0 | winograd 4   | 9 | 2 | 528
          16, 14, 14 | 5x5 | 0 | winograd 4   | 2 | 1 | 576
          16, 9, 9   | 3x3 | 1 | winograd 4   | 9 | 1 | 288
          16, 10, 7  | 3x3 | 1 | winograd 4   | 9 | 1 | 192
          16, 11, 7  | 3x3 | 1 | winograd 4   | 9 | 2 | 216
          16, 12, 7  | 3x3 | 1 | winograd 4   | 9 | 1 | 216
          32, 13, 13 | 3x3 | 1 | winograd 6   | 9 | 1 | 480
          32, 13, 13 | 3x3 | 1 | winograd 6   | 9 | 2 | 480
          16, 7, 7   | 3x3 | 1 | winograd 5   | 9 | 1 | 154
          16, 3, 7   | 3x3 | 1 | winograd 5   | 9 | 1 | 84
          16, 1, 1   | 3x3 | 1 | winograd 4   | 9 | 1 | 24
          16, 53, 4  | 3x3 | 1 | winograd 4   | 99 | 1 | 504
          5, 10, 7   | 3x3 | 1 | winograd 4   | 9 | 1 | 192
          6, 14, 14  | 5x5 | 0 | winograd 4x1 | 9 | 1 | 220
          6, 14, 14  | 5x5 | 0 | winograd 4x1 | 9 | 2 | 220
          6, 15, 14  | 5x5 | 0 | winograd 4x1 | 9 | 2 | 240
          6, 13, 30  | 5x5 | 0 | winograd 4x1 | 9 | 2 | 572
          3, 15, 33  | 3x3 | 1 | winograd 6x1 | 2 | 1 | 792
          32, 11, 11 | 3x3 | 1 | winograd 6x1 | 9 | 1 | 176
          32, 10, 10 | 3x3 | 1 | winograd 6x1 | 9 | 1 | 140
          64, 7, 7   | 5x5 | 2 | winograd 4x1 | 9 | 1 | 112
          16, 12, 18 | 3x1 | 0 | winograd 4   | 9 | 1 | 288
          16, 13     | 3   | 1 | winograd 4   | 9 | 1 | 22
          """)
  void resultsAreTheSame(
      String input,
      String kernel,
      int padding,
      String tile,
      int rows,
      int pooling,
      int productsOfAllTiles) {
    Graph graph = graph(input, kernel, padding, pooling);
    TransformPolicy policy = (_, _) -> Optional.of(new TransformPolicy.Blocks(family(tile), rows));
    Graph rewritten = Rewrites.apply(graph, FusionPolicy.ALWAYS, policy);
    Random random = new Random(7);
    Map<String, double[]> parameters = new HashMap<>();
    graph
        .parameters()
        .forEach(node -> parameters.put(node.name(), values(node.shape().size(), random)));
    double[] image = values(graph.node(0).shape().size(), random);
    double[] wanted = GraphInterpreter.evaluate(graph, parameters, image).output(0);

    assertThat(productsOfAllTiles(rewritten)).isEqualTo(productsOfAllTiles);
    double[] scores = GraphInterpreter.evaluate(rewritten, parameters, image).output(0);
    GraphChecks.close(() -> "rewritten", scores, wanted, 1e-9);
    for (Machine machine : Machine.ALL) {
      Interpreted pass = new Interpreted(rewritten, machine);
      // What nobody writes nobody may read.
      pass.soilTiles();
      assertThat(Budget.violations(pass.program())).as(machine.label()).isEmpty();
      GraphChecks.close(
          machine::label,
          pass.scores(parameters, image),
          wanted,
          2e-5 * Math.max(1, GraphChecks.largest(wanted)));
    }
  }

  private static Graph graph(String input, String kernel, int padding, int pooling) {
    boolean ofSignal = !kernel.contains("x");
    String taps = ofSignal ? kernel : "{" + kernel.replace("x", ", ") + "}";
    String source =
        """
        @Network(input = {%s})
        public interface Net extends Classifier {
          @Conv(filters = 20, kernel = %s, padding = %d) @Relu Layer c();
          %s
        }
        """
            .formatted(
                input, taps, padding, pooling > 1 ? "@MaxPool(" + pooling + ") Layer s();" : "");
    return ForwardGraph.of(FrontEnd.model("Net", CompiledInterface.file(source)));
  }

  private static FilterFamily family(String tile) {
    String outputs = tile.substring("winograd ".length());
    return outputs.endsWith("x1")
        ? new FilterFamily.Column(Integer.parseInt(outputs.substring(0, outputs.length() - 2)))
        : new FilterFamily.Points(Integer.parseInt(outputs));
  }

  /** Elements of the products that contractions compute, for a map of the result. */
  private static long productsOfAllTiles(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> node.operation() instanceof Operation.TransformProducts)
        .mapToLong(node -> productsOfAllTiles(graph, node))
        .sum();
  }

  private static long productsOfAllTiles(Graph graph, Node products) {
    List<Contraction> contractions = Contractions.of(graph, products, 1);
    return contractions.stream()
        .mapToLong(each -> each.multiplyAdds() / each.summands() / products.shape().channels())
        .sum();
  }

  private static double[] values(int count, Random random) {
    return random.doubles(count, -1, 1).toArray();
  }
}
