package dev.lathe.processor.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.atIndex;

import dev.lathe.annotations.Precision;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.loop.KernelCall;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.schedule.GeometryText;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.FrontEnd;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code tune} concludes from times. */
class TuningTest {

  private static final double NANOS = 1000;
  private static final Machine FAST = Machine.VECTOR_512.under(Precision.FAST);

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
    TuneCandidates candidates = new TuneCandidates(graph, FAST, 1);

    assertThat(new Tuning(candidates, alike(candidates), 1.05).algorithms())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.geometry()).contains("for o=32 y=8 x=8 sum i=16 ky=5 kx=5");
              assertThat(finding.nanos()).containsEntry("direct", NANOS);
              // Cells, products and sums, where the code of the latter has room for the pooling;
              // that of "fft 8" has none, and its products are two kernels.
              assertThat(finding.nanos()).containsEntry("fft 6", 3 * NANOS);
              assertThat(finding.nanos()).containsEntry("winograd 4x1", 3 * NANOS);
              assertThat(finding.nanos()).containsEntry("winograd 4", 3 * NANOS);
              assertThat(finding.nanos()).containsEntry("fft 8", 5 * NANOS);
              assertThat(finding.off()).isEqualTo(3);
            });
  }

  /** Rows that fill no vector, and a last row of tiles, are kernels of their own. */
  @Test
  void everyKernelCounts() {
    Graph graph =
        graph(
            """
            @Network(input = {3, 32, 32})
            public interface Net extends Classifier {
              @Conv(filters = 16, kernel = 3, padding = 1) Layer c1();
            }
            """);
    TuneCandidates candidates = new TuneCandidates(graph, FAST, 1);
    for (TuneVariant each : candidates.variants()) {
      List<String> calls = each.program().calls().stream().map(KernelCall::name).toList();
      for (int k = 0; k < calls.size(); k++) {
        boolean ofLayer = calls.get(k).startsWith("c1");
        assertThat(each.layers().get(k)).as(calls.get(k)).isEqualTo(ofLayer ? "c1" : "");
      }
    }

    // Cells in four kernels, products in four, and results in two.
    assertThat(new Tuning(candidates, alike(candidates), 1.05).algorithms())
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.nanos()).containsEntry("winograd 6x1", 10 * NANOS));
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
    TuneCandidates candidates = new TuneCandidates(graph, FAST, 9);
    Map<TuneVariant, List<Double>> measured = new HashMap<>();
    double nanos = NANOS;
    for (TuneVariant each : candidates.variants().reversed()) {
      measured.put(each, times(each, nanos));
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

  /** The best of what was compiled is best, and what was not is said. */
  @Test
  void whatWasNotCompiledIsLeftOut() {
    TuneCandidates candidates = denseCandidates();
    List<TuneVariant> variants = candidates.variants();
    Map<TuneVariant, List<Double>> measured = new HashMap<>();
    variants.forEach(each -> measured.put(each, times(each, NANOS)));
    TuneVariant cold = variants.getLast();
    measured.put(cold, times(cold, Double.NaN));
    TuneVariant best = variants.get(1);
    measured.put(best, times(best, NANOS / 2));

    Tuning tuning = new Tuning(candidates, measured, 1.05);

    assertThat(tuning.tilings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.best()).isEqualTo(decision(best));
              assertThat(finding.off()).isEqualTo(2);
              assertThat(finding.nanos()).doesNotContainKey(decision(cold));
            });
    assertThat(tuning.cold())
        .singleElement()
        .satisfies(each -> assertThat(each.choice()).isEqualTo(decision(cold)));
    assertThat(report(tuning))
        .contains("  left out, not compiled in time: [o] = ")
        .contains(" | " + decision(cold) + "\n")
        .contains("geometric mean of 1 choices");
  }

  /** As once, when nine kernels of ten were compiled and the model's was not. */
  @Test
  void aModelThatWasNotCompiledIsNotCompared() {
    TuneCandidates candidates = denseCandidates();
    Map<TuneVariant, List<Double>> measured = new HashMap<>();
    candidates.variants().forEach(each -> measured.put(each, times(each, NANOS)));
    TuneVariant model = candidates.variants().getFirst();
    measured.put(model, times(model, Double.NaN));

    Tuning tuning = new Tuning(candidates, measured, 1.05);

    assertThat(tuning.tilings()).isEmpty();
    assertThat(tuning.table(tuning.tilings())).isEmpty();
    assertThat(report(tuning)).contains(decision(model)).contains("geometric mean of 0 choices");
  }

  /** A line for a tiling says that tiles are not to be transformed. */
  @Test
  void aTilingIsNoLineWhereTheAlgorithmIsNotKnown() {
    Graph graph =
        graph(
            """
            @Network(input = {16, 12, 12})
            public interface Net extends Classifier {
              @Conv(filters = 32, kernel = 5) @Relu Layer c1();
            }
            """);
    TuneCandidates candidates = new TuneCandidates(graph, FAST, 3);
    String transformed = candidates.algorithmOf(candidates.transformable().firstKey());
    assertThat(transformed).isNotEqualTo("direct");
    Map<TuneVariant, List<Double>> measured = new HashMap<>();
    double nanos = NANOS;
    for (TuneVariant each : candidates.variants()) {
      String algorithm = TuneCandidates.algorithmOf(each, candidates.transformable().firstKey());
      measured.put(each, times(each, algorithm.equals(transformed) ? Double.NaN : nanos));
      nanos *= 0.5;
    }

    Tuning tuning = new Tuning(candidates, measured, 1.05);

    assertThat(tuning.algorithms()).isEmpty();
    String geometry =
        GeometryText.of(candidates.transformable().values().iterator().next().direct());
    assertThat(tuning.tilings())
        .filteredOn(each -> each.geometry().equals(geometry))
        .singleElement()
        .satisfies(each -> assertThat(each.off()).isGreaterThan(1.05));
    assertThat(tuning.table(tuning.tilings())).doesNotContainKey(geometry);
  }

  private static TuneCandidates denseCandidates() {
    Graph graph =
        graph(
            """
            @Network(input = {400})
            public interface Net extends Classifier {
              @Dense(128) Layer output();
            }
            """);
    return new TuneCandidates(graph, FAST, 4);
  }

  /** Every kernel takes as long as any other. */
  private static Map<TuneVariant, List<Double>> alike(TuneCandidates candidates) {
    return candidates.variants().stream()
        .collect(Collectors.toMap(each -> each, each -> times(each, NANOS)));
  }

  private static List<Double> times(TuneVariant variant, double nanos) {
    return Collections.nCopies(variant.owners().size(), nanos);
  }

  /** The one of a network of one layer. */
  private static String decision(TuneVariant variant) {
    return new TuneTimes(variant, times(variant, NANOS))
        .decisions()
        .values()
        .iterator()
        .next()
        .toString();
  }

  private static String report(Tuning tuning) {
    StringWriter text = new StringWriter();
    TuneReport report = new TuneReport(new PrintWriter(text), false);
    report.add("net", tuning, Optional.empty(), Optional.empty());
    report.end();
    return text.toString();
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

    TuneCandidates candidates = new TuneCandidates(graph, FAST, 1);

    assertThat(candidates.variants()).isNotEmpty();
  }

  private static Graph graph(String source) {
    return ForwardGraph.of(FrontEnd.model("Net", CompiledInterface.file(source)));
  }
}
