package dev.lathe.processor.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.gradient.Gradient;
import dev.lathe.processor.gradient.LossKind;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.loop.Budget;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.rewrite.Rewrites;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.FrontEnd;
import dev.lathe.processor.testing.Interpreted;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums in parts, where a tile has few of them. */
class PartialSumsTest {

  /** One vector for ten units; parts divide the trips, and leave more than one trip each. */
  @ParameterizedTest
  @CsvSource({"84, 4", "42, 3", "22, 2", "25, 1", "4, 2", "3, 1", "1, 1"})
  void partsDivideTheTrips(int trips, int parts) {
    assertThat(parts(dense(84, 10), Machine.VECTOR_512, trips)).isEqualTo(parts);
  }

  /** Eight sums keep both ports busy; with more than four parts, reading is what takes time. */
  @ParameterizedTest
  @CsvSource({"1, 4", "2, 4", "3, 3", "4, 2", "7, 2", "8, 1"})
  void eightSumsAreEnough(int vectors, int parts) {
    ScheduledContraction scheduled = output(dense(84, 256), Machine.VECTOR_512);
    Tiling tiling = scheduled.tiling();
    Tiling tile =
        new Tiling(
            tiling.lanes(),
            tiling.vectorAxis(),
            tiling.overlapping(),
            new TreeMap<>(Map.of(AxisNames.CHANNEL, vectors)),
            tiling.reduction(),
            tiling.unrolled(),
            tiling.shared());

    assertThat(
            parts(
                new ScheduledContraction(scheduled.contraction(), tile, scheduled.origin())
                    .splitting(),
                84))
        .isEqualTo(parts);
  }

  /** Whether one image or several: in training every sum has to have the same bits. */
  @Test
  void trainingAddsInOneOrder() {
    Graph training = Gradient.of(dense(84, 10), LossKind.CROSS_ENTROPY, false);

    assertThat(parts(training, Machine.VECTOR_512, 84)).isEqualTo(1);
  }

  @Test
  void strictSumsAndScalarsAreNotSplit() {
    assertThat(parts(dense(84, 10), Machine.VECTOR_512.strictly(), 84)).isEqualTo(1);
    assertThat(parts(dense(84, 10), Machine.SCALAR, 84)).isEqualTo(1);
  }

  /** Heads whose taps are unrolled have methods near HotSpot's limits already. */
  @ParameterizedTest
  @CsvSource({
    "'64, 4, 4', 10",
    "'128, 7, 4', 1",
    "'256, 12, 3', 12",
    "'32, 7, 7', 10",
    "'3, 5, 5', 3"
  })
  void methodsStayWithinTheBudget(String input, int units) {
    String source =
        """
        @Network(input = {%s})
        public interface Net extends Classifier {
          @Dense(%d) Layer scores();
        }
        """
            .formatted(input, units);
    Graph graph = ForwardGraph.of(FrontEnd.model("Net", CompiledInterface.file(source)));
    for (Machine machine : List.of(Machine.VECTOR_512, Machine.VECTOR_256, Machine.VECTOR_128)) {
      Graph rewritten = Rewrites.apply(graph, new EpilogueFusion(machine));
      assertThat(Budget.violations(new Interpreted(rewritten, machine).program())).isEmpty();
    }
  }

  private static int parts(Graph graph, Machine machine, int trips) {
    return parts(output(graph, machine), trips);
  }

  private static int parts(ScheduledContraction scheduled, int trips) {
    return PartialSums.of(scheduled, scheduled.regions().getFirst(), trips);
  }

  private static ScheduledContraction output(Graph graph, Machine machine) {
    return Scheduler.schedule(graph, machine).contractions().values().stream()
        .flatMap(List::stream)
        .filter(each -> each.contraction().name().startsWith("scores"))
        .findFirst()
        .orElseThrow();
  }

  private static Graph dense(int inputs, int units) {
    String source =
        """
        @Network(input = %d)
        public interface Net extends Classifier {
          @Dense(%d) Layer scores();
        }
        """
            .formatted(inputs, units);
    return ForwardGraph.of(FrontEnd.model("Net", CompiledInterface.file(source)));
  }
}
