package dev.lathe.processor.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.graph.FilterFamily;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.loop.LoopPrinter;
import dev.lathe.processor.memory.MemoryPlan;
import dev.lathe.processor.memory.MemoryPlanner;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.rewrite.FusionPolicy;
import dev.lathe.processor.rewrite.Rewrites;
import dev.lathe.processor.rewrite.TransformPolicy;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.schedule.Scheduler;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.FrontEnd;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** That maps which lie in rows are transformed as they lie, by vectors, and need little room. */
class TilesInRowsTest {

  private static final List<Machine> VECTORS =
      List.of(Machine.VECTOR_512, Machine.VECTOR_256, Machine.VECTOR_128);

  /** LeNet-5's first layers: the first one writes rows, which the second one's tiles read. */
  @Test
  void rowsThatALayerWritesAreTransformedByVectors() {
    for (Machine machine : VECTORS) {
      MemoryPlan plan =
          plan(
              "1, 32, 32",
              """
              @Conv(filters = 6, kernel = 5) @Relu Layer c1();
              @MaxPool(2) Layer s2();
              @Conv(filters = 16, kernel = 5) @Relu Layer c3();
              """,
              node -> node.layer().equals("c3"),
              new FilterFamily.Column(4),
              machine);

      assertThat(plan.scheduled().isAlongRows(tiles(plan))).as(machine.label()).isTrue();
      assertThat(LoopPrinter.print(Lowering.lower(plan, "Net")))
          .as(machine.label())
          .containsPattern("kernel c3_cells[^#]*cell0 = a\\[[^\\]]* : " + machine.lanes() + "\\]");
    }
  }

  /** Positions of tiles lie behind each other then, which are no row. */
  @Test
  void rowsOfFlatTilesNeedNoRoomBehindThem() {
    MemoryPlan plan =
        plan(
            "3, 64, 256",
            "@Conv(filters = 16, kernel = {3, 1}) Layer c();",
            _ -> true,
            new FilterFamily.Points(4),
            Machine.VECTOR_512);

    Node tiles = tiles(plan);
    assertThat(plan.scheduled().isAlongRows(tiles)).isTrue();
    assertThat(plan.placement(tiles.operand(0)).size()).isBetween(3 * 64 * 256, 3 * 70 * 256);
  }

  private static Node tiles(MemoryPlan plan) {
    return plan.scheduled().graph().nodes().stream()
        .filter(node -> node.operation() instanceof Operation.TransformInput)
        .findFirst()
        .orElseThrow();
  }

  private static MemoryPlan plan(
      String input, String layers, Predicate<Node> takes, FilterFamily family, Machine machine) {
    String source =
        """
        @Network(input = {%s})
        public interface Net extends Classifier {
          %s
          @Dense(3) Layer output();
        }
        """
            .formatted(input, layers);
    Graph graph = ForwardGraph.of(FrontEnd.model("Net", CompiledInterface.file(source)));
    Optional<TransformPolicy.Blocks> blocks = Optional.of(new TransformPolicy.Blocks(family, 99));
    Graph rewritten =
        Rewrites.apply(
            graph, FusionPolicy.ALWAYS, (_, node) -> takes.test(node) ? blocks : Optional.empty());
    return MemoryPlanner.plan(Scheduler.schedule(rewritten, machine));
  }
}
