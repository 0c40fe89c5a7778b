package dev.lathe.processor.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.gradient.Gradient;
import dev.lathe.processor.gradient.LossKind;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.FrontEnd;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tiles of gradients of weights that cover a whole map. */
class GradientTilesTest {

  private static Stream<Arguments> layers() {
    return Stream.of(Machine.VECTOR_512, Machine.VECTOR_256)
        .flatMap(
            machine ->
                Stream.of(
                    Arguments.of(machine, 16, 6, 120),
                    Arguments.of(machine, 32, 4, 256),
                    Arguments.of(machine, 64, 7, 128),
                    Arguments.of(machine, 50, 4, 300),
                    Arguments.of(machine, 128, 1, 256)));
  }

  /**
   * The channels of a place share a cache line: a loop over places inside the one over channels
   * reads all lines of all images again for each channel.
   */
  @ParameterizedTest
  @MethodSource("layers")
  void theInnermostLoopIsOverTheMapsChannels(Machine machine, int maps, int side, int units) {
    Contraction gradient = weightGradient(machine, maps, side, units).contraction();

    assertThat(gradient.axes(Axis.Role.PARALLEL))
        .extracting(Axis::name)
        .containsSubsequence("o", "ky", "kx", "i")
        .endsWith("i");
  }

  /** C2 may read all scalars of a step before it comes to its last vector. */
  @ParameterizedTest
  @MethodSource("layers")
  void allThatAStepReadsFitsTheRegisters(Machine machine, int maps, int side, int units) {
    ScheduledContraction gradient = weightGradient(machine, maps, side, units);
    TileShape shape =
        TileShape.of(gradient.contraction(), gradient.tiling(), gradient.regions().getFirst());

    assertThat(shape.accumulators()).isGreaterThanOrEqualTo(machine.registers() / 2);
    assertThat(shape.accumulators() + shape.vectorLoads() + shape.broadcasts())
        .isLessThanOrEqualTo(machine.registers());
  }

  private static ScheduledContraction weightGradient(
      Machine machine, int maps, int side, int units) {
    String source =
        """
        @Network(input = {%d, %d, %d})
        @Trainable
        public interface Net extends Classifier {
          @Dense(%d) @Tanh Layer hidden();
          @Dense(10) Layer scores();
        }
        """
            .formatted(maps, side, side, units);
    Graph forward = ForwardGraph.of(FrontEnd.model("Net", CompiledInterface.file(source)));
    Graph training = Gradient.of(forward, LossKind.SQUARED_ERROR, false);
    return Scheduler.schedule(training, machine).contractions().values().stream()
        .map(all -> all.getFirst())
        .filter(each -> each.contraction().name().equals("d_hiddenWeight"))
        .findFirst()
        .orElseThrow();
  }
}
