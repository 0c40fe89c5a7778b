package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.FilterFamily;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.loop.LoopPrinter;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.rewrite.FusionPolicy;
import dev.lathe.processor.rewrite.Rewrites;
import dev.lathe.processor.rewrite.TiledConvolution;
import dev.lathe.processor.rewrite.TransformPolicy;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.FrontEnd;
import dev.lathe.processor.testing.GraphChecks;
import dev.lathe.processor.testing.Interpreted;
import dev.lathe.processor.testing.RandomValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Convolutions tile by tile, one after the other and side by side, of maps whose channels fill no
 * whole vectors: with sums in the epilogue, concatenations, poolings, and tiles at both ends of the
 * network.
 */
class UnfilledTilesPropertyTest {

  private static final List<FilterFamily> FAMILIES =
      List.of(
          new FilterFamily.Points(2),
          new FilterFamily.Points(4),
          new FilterFamily.Points(5),
          new FilterFamily.Points(6),
          new FilterFamily.Column(2),
          new FilterFamily.Column(3),
          new FilterFamily.Column(4),
          new FilterFamily.Column(6),
          new FilterFamily.Roots(4),
          new FilterFamily.Roots(6),
          new FilterFamily.Roots(8),
          new FilterFamily.Roots(12),
          new FilterFamily.Roots(16));

  @Property(tries = 25, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void theResultIsThatOfTheSums(@ForAll long seed) {
    Random random = new Random(seed);
    Graph graph = graph(random);
    TransformPolicy policy = policy(random);
    Graph rewritten = Rewrites.apply(graph, FusionPolicy.ALWAYS, policy);
    Map<String, double[]> parameters = RandomValues.parameters(graph, random);
    double[] image = RandomValues.values(graph.node(0).shape().size(), 1, random);
    double[] wanted = GraphInterpreter.evaluate(graph, parameters, image).output(0);

    for (Machine machine : Machine.ALL) {
      Interpreted pass = new Interpreted(rewritten, machine);
      pass.soilFillings();
      double[] got = pass.scores(parameters, image);
      GraphChecks.close(
          () -> "seed %d, %s%n%s".formatted(seed, machine, LoopPrinter.print(pass.program())),
          got,
          wanted,
          1e-3);
    }
  }

  /** Any filters that there are for a convolution, the same whenever it is asked. */
  private static TransformPolicy policy(Random random) {
    Map<String, Optional<TransformPolicy.Blocks>> made = new HashMap<>();
    return (graph, node) ->
        made.computeIfAbsent(
            node.name(),
            _ -> {
              List<FilterFamily> possible =
                  FAMILIES.stream()
                      .filter(each -> TiledConvolution.of(graph, node, each).isPossible())
                      .toList();
              return Optional.of(
                  new TransformPolicy.Blocks(
                      possible.get(random.nextInt(possible.size())), 1 + random.nextInt(3)));
            });
  }

  private static Graph graph(Random random) {
    int rank = List.of(1, 2, 2, 2, 3).get(random.nextInt(5));
    int most = rank == 3 ? 6 : 12;
    List<Integer> extents =
        Stream.generate(() -> 3 + random.nextInt(most)).limit(rank).collect(Collectors.toList());
    int kernel = random.nextBoolean() ? 3 : 5;
    String window = same(rank, kernel, kernel / 2);
    int maps = 1 + random.nextInt(40);
    List<String> lines = new ArrayList<>();
    if (random.nextBoolean()) {
      lines.add("@Conv(filters = %d, %s) @Relu Layer a();".formatted(maps, window));
    } else {
      lines.add("@Conv(filters = %d, %s) @Tanh Layer a();".formatted(maps, same(rank, 1, 0)));
    }
    lines.add("@Conv(filters = %d, %s, from = \"a\") Layer b();".formatted(maps, window));
    lines.add("@Add({\"a\", \"b\"}) @Relu Layer sum();");
    List<String> parts = new ArrayList<>(List.of("sum", "c"));
    lines.add(
        "@Conv(filters = %d, %s, from = \"sum\") Layer c();"
            .formatted(1 + random.nextInt(40), window));
    Collections.shuffle(parts, random);
    if (random.nextBoolean()) {
      lines.add("@Concat({\"%s\", \"%s\"}) Layer both();".formatted(parts.get(0), parts.get(1)));
    }
    if (random.nextBoolean()) {
      lines.add("@MaxPool(2) Layer pooled();");
    }
    lines.add("@Conv(filters = %d, %s) Layer last();".formatted(1 + random.nextInt(20), window));
    String source =
        """
        @Network(input = {%d, %s})
        public interface Net extends Classifier {
          %s
        }
        """
            .formatted(
                1 + random.nextInt(random.nextBoolean() ? 4 : 40),
                extents.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                String.join("\n", lines));
    return ForwardGraph.of(FrontEnd.model("Net", CompiledInterface.file(source)));
  }

  private static String same(int rank, int kernel, int padding) {
    return "kernel = {%s}, padding = {%s}".formatted(times(rank, kernel), times(rank, padding));
  }

  private static String times(int count, int value) {
    return String.join(", ", Collections.nCopies(count, String.valueOf(value)));
  }
}
