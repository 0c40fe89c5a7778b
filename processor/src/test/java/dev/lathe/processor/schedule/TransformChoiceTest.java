package dev.lathe.processor.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.graph.FilterFamily;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.rewrite.FusionPolicy;
import dev.lathe.processor.rewrite.Rewrites;
import dev.lathe.processor.rewrite.TransformPolicy;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.FrontEnd;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the cost model takes transforms of tiles. */
class TransformChoiceTest {

  private static final List<Machine> VECTORS =
      List.of(Machine.VECTOR_512, Machine.VECTOR_256, Machine.VECTOR_128);

  /** PyTorch's example net: directly its second convolution took 17 us, by transforms 6. */
  @Test
  void mapsNeedNotFillVectors() {
    for (Machine machine : VECTORS) {
      TransformChoice choice =
          choice(
              machine,
              "1, 28, 28",
              """
              @Conv(filters = 20, kernel = 5) @Relu Layer c1();
              @MaxPool(2) Layer s2();
              @Conv(filters = 50, kernel = 5) @Relu Layer c3();
              @MaxPool(2) Layer s4();
              """);
      assertThat(isTransformed(choice, "c1")).as(machine.label()).isFalse();
      assertThat(isTransformed(choice, "c3")).as(machine.label()).isTrue();
    }
  }

  /**
   * Transforms of few maps cost more than they save: nothing shares them. But with vectors of 4
   * floats, which need more multiply-adds, {@code winograd 6x1} takes 5.8 us where 3 to 16 maps
   * take 14.6 directly, with those of 16 as long ({@code tune --all}, an EPYC).
   */
  @ParameterizedTest
  @CsvSource({"1, 20, 5, 4", "1, 64, 5, 4", "3, 16, 3, 8", "3, 64, 3, 8"})
  void layersOfFewMapsAreComputedDirectly(int inputs, int outputs, int kernel, int fromLanes) {
    for (Machine machine : VECTORS) {
      TransformChoice choice =
          choice(
              machine,
              inputs + ", 28, 28",
              "@Conv(filters = %d, kernel = %d) @Relu Layer c1();".formatted(outputs, kernel));
      assertThat(isTransformed(choice, "c1"))
          .as(machine.label())
          .isEqualTo(machine.lanes() < fromLanes);
    }
  }

  /**
   * The first convolution's vectors run along its rows, which transforms along them cannot read.
   */
  @Test
  void whatTheLayerBeforeWouldLoseCounts() {
    for (Machine machine : VECTORS) {
      TransformChoice choice =
          choice(
              machine,
              "1, 28, 28",
              """
              @Conv(filters = 6, kernel = 5, padding = 2) @Relu Layer c1();
              @MaxPool(2) Layer s2();
              @Conv(filters = 16, kernel = 5) @Relu Layer c3();
              """);
      assertThat(choice.made("c3").orElseThrow().blocks().map(TransformPolicy.Blocks::family))
          .as(machine.label())
          .contains(new FilterFamily.Column(4));
    }
  }

  /** What is fastest is in docs/schedules.md, and of large maps in the race's rows. */
  @ParameterizedTest
  @CsvSource({
    "64, 28, 5, winograd 4",
    "64, 28, 7, fft 12",
    "64, 224, 3, winograd 6",
    "256, 14, 3, winograd 5"
  })
  void sizesOfTilesFollowKernelsAndMaps(int maps, int extent, int kernel, String family) {
    TransformChoice choice =
        choice(
            Machine.VECTOR_512,
            "%d, %d, %d".formatted(maps, extent, extent),
            "@Conv(filters = %d, kernel = %d, padding = %d) Layer c1();"
                .formatted(maps, kernel, kernel / 2));

    assertThat(choice.made("c1").orElseThrow().blocks().map(blocks -> blocks.family().label()))
        .contains(family);
  }

  private static boolean isTransformed(TransformChoice choice, String layer) {
    return choice.made(layer).orElseThrow().blocks().isPresent();
  }

  private static TransformChoice choice(Machine machine, String input, String layers) {
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
    TransformChoice choice = new TransformChoice(machine, Decided.NOTHING);
    Rewrites.apply(graph, FusionPolicy.ALWAYS, choice);
    return choice;
  }
}
