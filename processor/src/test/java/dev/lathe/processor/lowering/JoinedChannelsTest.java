package dev.lathe.processor.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.graph.FilterFamily;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.loop.Program;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.rewrite.FusionPolicy;
import dev.lathe.processor.rewrite.Rewrites;
import dev.lathe.processor.rewrite.TransformPolicy;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.FrontEnd;
import dev.lathe.processor.testing.GraphChecks;
import dev.lathe.processor.testing.Interpreted;
import dev.lathe.processor.testing.RandomValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** Concatenations along the channels, whose parts are computed where they are to lie. */
class JoinedChannelsTest {

  private static final List<String> BRANCHES =
      List.of(
          "@Conv(filters = %d, kernel = 1, from = \"x\") @Relu Layer %s();",
          "@Conv(filters = %d, kernel = 3, padding = 1, from = \"x\") Layer %s();",
          "@Conv(filters = %d, kernel = 3, padding = 1, groups = 4, from = \"x\") Layer %s();",
          "@TransposedConv(filters = %d, kernel = 3, padding = 1, from = \"x\") Layer %s();",
          "@Conv(filters = %d, kernel = 1, from = \"x\") @Tanh Layer %s();",
          "@Conv(filters = %d, kernel = 1, from = \"x\") @LeakyRelu Layer %s();");

  @Property(tries = 60, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void valuesStay(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> names = new ArrayList<>();
    StringBuilder branches = new StringBuilder();
    int count = 2 + random.nextInt(3);
    for (int branch = 0; branch < count; branch++) {
      String name = "b" + branch;
      int filters = List.of(4, 8, 16, 32, 12).get(random.nextInt(5));
      branches
          .append(BRANCHES.get(random.nextInt(BRANCHES.size())).formatted(filters, name))
          .append("\n");
      names.add(name);
    }
    if (random.nextBoolean()) {
      names.add(random.nextInt(names.size() + 1), "x");
    }
    Graph graph = graph(random.nextInt(6) + 1, random.nextInt(6) + 1, branches, names);
    GraphChecks.lower(seed, graph, random);
  }

  @Test
  void nothingIsCopiedWherePartsAreWholeVectors() {
    String branches =
        BRANCHES.get(0).formatted(16, "a")
            + BRANCHES.get(1).formatted(32, "b")
            + BRANCHES.get(3).formatted(16, "c");
    Graph graph = graph(5, 6, branches, List.of("a", "b", "c"));
    for (Machine machine : Machine.ALL) {
      assertThat(calls(new Interpreted(Rewrites.apply(graph, FusionPolicy.ALWAYS), machine)))
          .doesNotContain("both");
    }
  }

  @Test
  void whatDoesNotEndWithAVectorIsCopied() {
    String branches = BRANCHES.get(0).formatted(16, "a") + BRANCHES.get(1).formatted(12, "b");
    Graph graph = graph(5, 6, branches, List.of("a", "b"));
    Graph rewritten = Rewrites.apply(graph, FusionPolicy.ALWAYS);

    assertThat(calls(new Interpreted(rewritten, Machine.VECTOR_512))).contains("both");
    assertThat(calls(new Interpreted(rewritten, Machine.VECTOR_128))).doesNotContain("both");
  }

  @Test
  void aDenseBlockCollectsItsMapsInOnePlace() {
    String branches =
        """
        @Conv(filters = 16, kernel = 1, from = "x") Layer a();
        @Concat({"x", "a"}) Layer two();
        @ParametricRelu(from = "two") Layer norm();
        @Conv(filters = 16, kernel = 1) @Tanh Layer b();
        @Concat({"two", "b"}) Layer three();
        @MaxPool(value = 3, stride = 1, padding = 1, from = "x") Layer pooled();
        """;
    assertNothingIsCopied(
        graph(5, 6, branches, List.of("three", "pooled")), List.of("two", "three"));
  }

  @Test
  void skipConnectionsAreNotCopied() {
    String branches =
        """
        @MaxPool(value = 2, from = "x") Layer half();
        @TransposedConv(filters = 16, kernel = 2, stride = 2) @Silu Layer up();
        @Conv(filters = 16, kernel = 1, from = "x") Layer other();
        @Add({"other", "x"}) @Tanh Layer sum();
        """;
    assertNothingIsCopied(graph(4, 6, branches, List.of("x", "up", "sum")), List.of("both"));
  }

  /** The sum is computed where the whole lies, while somebody waits for a part. */
  @Test
  void aWholeThatIsOverwrittenTooEarlyIsNoPlaceForItsParts() {
    String branches =
        """
        @Conv(filters = 16, kernel = 1, from = "x") Layer a();
        @Concat({"x", "a"}) @Silu Layer two();
        @Conv(filters = 16, kernel = 1) Layer b();
        """;
    Graph graph = graph(5, 6, branches, List.of("b", "x"));
    for (Machine machine : Machine.ALL) {
      Interpreted pass = new Interpreted(Rewrites.apply(graph, FusionPolicy.NEVER), machine);
      assertRuns(graph, pass);
    }
  }

  private static void assertNothingIsCopied(Graph graph, List<String> more) {
    for (Machine machine : Machine.ALL) {
      Interpreted pass = new Interpreted(Rewrites.apply(graph, FusionPolicy.NEVER), machine);
      assertThat(calls(pass)).doesNotContain("both").doesNotContainAnyElementsOf(more);
      assertRuns(graph, pass);
    }
  }

  private static void assertRuns(Graph graph, Interpreted pass) {
    Random random = new Random(4);
    Map<String, double[]> parameters = RandomValues.parameters(graph, random);
    double[] image = RandomValues.values(graph.node(0).shape().size(), 1, random);
    GraphChecks.scores(graph, pass, parameters, image, 1e-3);
  }

  @Test
  void winogradsResultsAreWrittenInPlace() {
    String branches = BRANCHES.get(1).formatted(16, "a") + BRANCHES.get(1).formatted(32, "b");
    Graph graph = graph(6, 5, branches, List.of("a", "b"));
    TransformPolicy policy =
        (_, _) -> Optional.of(new TransformPolicy.Blocks(new FilterFamily.Points(2), 9));
    Graph rewritten = Rewrites.apply(graph, FusionPolicy.ALWAYS, policy);
    for (Machine machine : Machine.ALL) {
      Interpreted pass = new Interpreted(rewritten, machine);
      assertThat(calls(pass)).doesNotContain("both");
      assertRuns(graph, pass);
    }
  }

  private static List<String> calls(Interpreted pass) {
    Program program = pass.program();
    return program.calls().stream().map(call -> call.name()).toList();
  }

  private static Graph graph(int height, int width, CharSequence branches, List<String> names) {
    String body =
        """
        @Network(input = {3, %d, %d})
        public interface Net extends Classifier {
          @Conv(filters = 16, kernel = 1) @Relu Layer x();
          %s
          @Concat({%s}) Layer both();
          @Conv(filters = 5, kernel = 3, padding = 1) Layer y();
        }
        """
            .formatted(
                height,
                width,
                branches,
                names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", ")));
    return ForwardGraph.of(FrontEnd.model("Net", CompiledInterface.file(body)));
  }
}
