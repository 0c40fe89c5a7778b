package dev.lathe.processor.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.processor.gradient.Gradient;
import dev.lathe.processor.gradient.LossKinds;
import dev.lathe.processor.graph.FilterFamily;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.schedule.EpilogueFusion;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.FrontEnd;
import dev.lathe.processor.testing.GraphChecks;
import dev.lathe.processor.testing.Interpreted;
import dev.lathe.processor.testing.RandomValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

class FuseAddendTest {

  private static final String NETWORK =
      """
      @Network(input = {3, %d, %d})
      @Trainable(loss = Loss.MEAN_SQUARED_ERROR, inputGradient = true)
      public interface Net extends Classifier {
        @Conv(filters = %d, kernel = 1) @Tanh Layer x();
        %s Layer c();
        %s Layer s();
        @Conv(filters = 2, kernel = 2, padding = 1) Layer y();
      }
      """;

  /** Forward, and backward, where derivatives meet. */
  @Property(tries = 60, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void valuesAndDerivativesStay(@ForAll long seed) {
    Random random = new Random(seed);
    int maps = List.of(1, 2, 3, 6, 8, 17, 33).get(random.nextInt(7));
    List<String> layers =
        List.of(
            "@Conv(filters = %d, kernel = 3, padding = 1)",
            "@Conv(filters = %d, kernel = 1, bias = false)",
            "@Conv(filters = %1$d, groups = %1$d, kernel = 3, padding = 1)",
            "@Conv(filters = %d, kernel = {1, 5}, padSize = PadSize.SAME, dilation = 2)",
            "@TransposedConv(filters = %d, kernel = 3, padding = 1)",
            "@LocallyConnected(filters = %d, kernel = 3, padding = 1)");
    String layer = layers.get(random.nextInt(layers.size())).formatted(maps);
    String sum =
        List.of("@Add({\"c\", \"x\"}) @Relu", "@Add({\"x\", \"c\"})", "@Add({\"x\", \"c\", \"x\"})")
            .get(random.nextInt(3));
    String body =
        NETWORK.formatted(1 + random.nextInt(7), 1 + random.nextInt(20), maps, layer, sum);
    NetworkModel network = model(body);

    Graph forward = ForwardGraph.of(network);
    assertThat(sums(Rewrites.apply(forward, FusionPolicy.ALWAYS))).isLessThan(2);
    GraphChecks.lower(seed, forward, random);
    Graph training =
        Gradient.of(
            ForwardGraph.ofTraining(network), LossKinds.of(network.training().orElseThrow()), true);
    assertThat(sums(Rewrites.apply(training, FusionPolicy.ALWAYS))).isLessThan(sums(training));
    GraphChecks.lower(seed, training, random);
  }

  @Test
  void bothSidesAreConvolutions() {
    String both = "@Conv(filters = 5, kernel = 1, from = \"x\") Layer d(); @Add({\"c\", \"d\"})";
    NetworkModel network =
        model(NETWORK.formatted(4, 4, 5, "@Conv(filters = 5, kernel = 1)", both));
    Graph graph = ForwardGraph.of(network);

    Graph rewritten = Rewrites.apply(graph, FusionPolicy.ALWAYS);
    assertThat(rewritten.nodes())
        .filteredOn(node -> Epilogues.of(node).filter(epilogue -> epilogue.addend()).isPresent())
        .map(Node::layer)
        .containsExactly("c");
    GraphChecks.lower(1, graph, new Random(1));
  }

  @Test
  void winogradsTransformBackAddsBlockByBlock() {
    Graph graph = ForwardGraph.of(model(residual(16, 3, 7)));
    TransformPolicy policy =
        (_, _) -> Optional.of(new TransformPolicy.Blocks(new FilterFamily.Points(2), 1));
    Graph rewritten = Rewrites.apply(graph, FusionPolicy.ALWAYS, policy);
    assertThat(sums(rewritten)).isZero();
    assertThat(rewritten.nodes())
        .filteredOn(
            node ->
                node.operation() instanceof Operation.TransformOutput output
                    && output.epilogue().addend())
        .hasSize(4);

    Random random = new Random(3);
    Map<String, double[]> parameters = RandomValues.parameters(graph, random);
    double[] image = RandomValues.values(16 * 7 * 7, 1, random);
    double[] wanted = GraphInterpreter.evaluate(graph, parameters, image).output(0);
    for (Machine machine : Machine.ALL) {
      Interpreted pass = new Interpreted(rewritten, machine);
      double[] got = pass.scores(parameters, image);
      for (int i = 0; i < wanted.length; i++) {
        assertThat(got[i]).isCloseTo(wanted[i], within(1e-4 * (1 + Math.abs(wanted[i]))));
      }
    }
  }

  @Test
  void aSumIsNoPassOfItsOwnWhereThatCostsMoreThanASmallerTile() {
    String few = residual(64, 1, 56);
    String many = residual(64, 5, 14);
    EpilogueFusion policy = new EpilogueFusion(Machine.ALL.getFirst());

    assertThat(passes(Rewrites.apply(ForwardGraph.of(model(few)), policy))).isZero();
    // One pass for both, the sum and its RELU.
    assertThat(passes(Rewrites.apply(ForwardGraph.of(model(many)), policy))).isOne();
  }

  @Test
  void whatLiesInRowsIsAddedByItself() {
    String image =
        """
        @Network(input = {3, 8, 8})
        public interface Net extends Classifier {
          @Conv(filters = 3, kernel = 1) Layer c();
          @Add({"c", "input"}) Layer s();
        }
        """;
    EpilogueFusion policy = new EpilogueFusion(Machine.ALL.getFirst());

    assertThat(sums(Rewrites.apply(ForwardGraph.of(model(image)), policy))).isOne();
  }

  private static String residual(int maps, int kernel, int extent) {
    return """
    @Network(input = {%1$d, %4$d, %4$d})
    public interface Net extends Classifier {
      @Conv(filters = %1$d, kernel = 1) @Relu Layer x();
      @Conv(filters = %1$d, kernel = %2$d, padding = %3$d) Layer c();
      @Add({"c", "x"}) @Relu Layer s();
    }
    """
        .formatted(maps, kernel, kernel / 2, extent);
  }

  private static NetworkModel model(String body) {
    return FrontEnd.model("Net", CompiledInterface.file(body));
  }

  private static long passes(Graph graph) {
    return graph.nodes().stream()
        .filter(
            node ->
                node.operation() instanceof Operation.Add
                    || node.operation() instanceof Operation.Pointwise
                    || node.operation() instanceof Operation.Activate)
        .count();
  }

  private static long sums(Graph graph) {
    return graph.nodes().stream().filter(n -> n.operation() instanceof Operation.Add).count();
  }
}
