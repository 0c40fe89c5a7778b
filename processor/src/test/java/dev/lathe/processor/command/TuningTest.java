package dev.lathe.processor.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.atIndex;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.FrontEnd;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code tune} concludes from times. */
class TuningTest {

  private static final double NANOS = 1000;

  /**
   * A direct sum and tiles along one axis take their pooling along; others leave it to a kernel.
   */
  @Test
  void algorithmsAreComparedWithThePoolingBehindThem() {
    Graph graph =
        graph(
            """
            @Network(input = {16, 12, 12})
            public interface Net extends Classifier {
              @Conv(filters = 32, kernel = 5) @Relu Layer c1();
              @MaxPool(2) Layer s2();
              @Dense(3) Layer output();
            }
            """);
    TuneCandidates candidates = new TuneCandidates(graph, Machine.VECTOR_512, true, 1);
    Map<TuneVariant, List<Double>> measured = new HashMap<>();
    for (TuneVariant each : candidates.variants()) {
      measured.put(each, Collections.nCopies(each.owners().size(), NANOS));
    }

    assertThat(new Tuning(candidates, measured, 1.05).algorithms())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.geometry()).contains("for o=32 y=8 x=8 sum i=16 ky=5 kx=5");
              assertThat(finding.nanos()).containsEntry("direct", NANOS);
              // Cells, products and sums, where the code of the latter has room for the pooling;
              // that
              // of "fft 8" has none, and its products are two kernels.
              assertThat(finding.nanos()).containsEntry("fft 6", 3 * NANOS);
              assertThat(finding.nanos()).containsEntry("winograd 4x1", 3 * NANOS);
              assertThat(finding.nanos()).containsEntry("winograd 4", 3 * NANOS);
              assertThat(finding.nanos()).containsEntry("fft 8", 5 * NANOS);
              assertThat(finding.off()).isEqualTo(3);
            });
  }

  /** A training cannot follow a line for rounded weights. */
  @Test
  void roundedWeightsHaveALineOfTheirOwn() {
    Graph graph =
        graph(
            """
            @Network(input = {400})
            public interface Net extends Classifier {
              @Dense(128) Layer output();
            }
            """);
    TuneCandidates candidates = new TuneCandidates(graph, Machine.VECTOR_512.rounded(), true, 9);
    Map<TuneVariant, List<Double>> measured = new HashMap<>();
    double nanos = NANOS;
    for (TuneVariant each : candidates.variants().reversed()) {
      measured.put(each, Collections.nCopies(each.owners().size(), nanos));
      nanos -= 1;
    }
    Tuning tuning = new Tuning(candidates, measured, 0.5);

    assertThat(tuning.table(tuning.tilings()).values())
        .singleElement()
        .satisfies(
            lines ->
                assertThat(lines)
                    .hasSize(2)
                    .satisfies(first -> assertThat(first).endsWith("weights rounded"), atIndex(0))
                    .satisfies(second -> assertThat(second).doesNotContain("weights"), atIndex(1)));
  }

  /** Tiles of order 16 of so many maps are more floats than an array has. */
  @Test
  void algorithmsThatNeedMoreThanAnArrayAreLeftOut() {
    Graph graph =
        graph(
            """
            @Network(input = {2048, 256, 256})
            public interface Net extends Classifier {
              @Conv(filters = 2048, kernel = 3, padding = 1) Layer c1();
            }
            """);

    TuneCandidates candidates = new TuneCandidates(graph, Machine.VECTOR_512, true, 1);

    assertThat(candidates.variants()).isNotEmpty();
  }

  private static Graph graph(String source) {
    return ForwardGraph.of(FrontEnd.model("Net", CompiledInterface.file(source)));
  }
}
