package dev.lathe.benchmarks.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {

  private static final Contest.Subject LAYER =
      new Contest.Subject("layer", Contest.Group.LAYER, "peer", "1", "VECTOR_512");
  private static final Contest.Subject NETWORK =
      new Contest.Subject("network", Contest.Group.NETWORK, "peer", "1", "VECTOR_512");

  /** 100 million multiply-adds and 1 MB, at 200 GFLOP/s and 20 GB/s. */
  private static Measurement fork(
      Contest.Subject subject, double ours, double peer, double kernel) {
    double roof = kernel > 0 ? 1 : 0;
    return new Measurement(
        subject,
        9,
        ours,
        2 * ours,
        peer,
        3 * peer,
        kernel,
        200 * roof,
        20 * roof,
        0,
        0,
        0,
        900,
        true,
        50,
        1e-6,
        100_000_000,
        1_000_000,
        0.5);
  }

  @Test
  void figuresAreMediansOverForks() {
    Row row =
        Row.of(
            List.of(fork(NETWORK, 10, 20, 0), fork(NETWORK, 12, 36, 0), fork(NETWORK, 11, 55, 0)),
            null);

    assertThat(row.name()).isEqualTo("network");
    assertThat(row.group()).isEqualTo("network");
    assertThat(row.oursUs()).isEqualTo(11);
    assertThat(row.peerUs()).isEqualTo(36);
    assertThat(row.ratio()).isEqualTo(3);
    assertThat(row.p99OverP50()).isEqualTo(2);
    assertThat(row.forkSpread()).isEqualTo(1.2, within(1e-9));
    assertThat(row.shareOfPeak()).isNull();
    assertThat(row.together()).isNull();
    assertThat(row.starts()).isNull();
  }

  @Test
  void layersAreSharesOfTheRoofByTheirKernels() {
    Row row = Row.of(List.of(fork(LAYER, 900, 990, 800), fork(LAYER, 900, 990, 1000)), List.of());

    // 200 million operations take 1000 us at the peak, 1 MB takes 50 us.
    assertThat(row.shareOfPeak()).isEqualTo((1.25 + 1) / 2, within(1e-9));
    assertThat(row.shareOfBandwidth()).isEqualTo((50.0 / 800 + 50.0 / 1000) / 2, within(1e-9));
    assertThat(row.shareOfBound()).isEqualTo(row.shareOfPeak());
    assertThat(row.kernelUs()).isEqualTo(900);
    assertThat(row.forkSpread()).isEqualTo(1.25, within(1e-9));
  }

  @Test
  void startsAreMediansToo() {
    Start median =
        Start.median(
            List.of(
                new Start(Start.Way.COLD, 100, 0, 50, 150, 1000, 7),
                new Start(Start.Way.COLD, 300, 0, 20, 320, 1500, 8),
                new Start(Start.Way.COLD, 200, 0, 90, 290, 1100, 9)));

    assertThat(median).isEqualTo(new Start(Start.Way.COLD, 200, 0, 50, 290, 1100, 8));
  }

  @Test
  void thePageHasEverythingInIt() {
    Row row = Row.of(List.of(fork(NETWORK, 10, 20, 0)), null);

    String page = Page.of("{\"name\": \"</script>\"}", "[\"" + row.name() + "\"]");

    assertThat(page)
        .contains("const machine = {\"name\": \"<\\/script>\"};")
        .contains("const rows = [\"network\"];")
        .contains("echarts.init")
        .doesNotContain("/*ROWS*/")
        .doesNotContain("<script src");
  }
}
