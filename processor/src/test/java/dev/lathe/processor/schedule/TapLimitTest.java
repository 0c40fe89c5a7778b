package dev.lathe.processor.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.loop.Index;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Which rows of taps are left out, by hand for a column of 5 cells under 3 taps. */
class TapLimitTest {
  private static final int CELLS = 5;
  private static final int TAPS = 3;

  @Test
  void aRowOfTapsBeyondTheBorderIsLeftOut() {
    Contraction convolution = column(Index.variable("y").plus("ky", 1).plus(-1), CELLS);
    TapLimit limit = limit(convolution, 1).orElseThrow();
    assertThat(limit.from()).isEqualTo(Index.of(1).plus("y", -1));
    assertThat(limit.to()).isEqualTo(Index.of(CELLS + 1).plus("y", -1));
    // 2 + 3 + 3 + 3 + 2 of 15.
    assertThat(limit.share(region(convolution, 1))).isEqualTo(13.0 / 15);
  }

  @Test
  void anAdjointWalksTheOtherWay() {
    int results = CELLS + TAPS - 1;
    Contraction adjoint = column(Index.variable("y").plus("ky", -1), results);
    TapLimit limit = limit(adjoint, 1).orElseThrow();
    assertThat(limit.from()).isEqualTo(Index.variable("y").plus(1 - CELLS));
    assertThat(limit.to()).isEqualTo(Index.variable("y").plus(1));
    assertThat(limit.share(region(adjoint, 1))).isEqualTo(15.0 / (results * TAPS));
  }

  @Test
  void aStrideAndNoPaddingAtAll() {
    Contraction strided = column(Index.variable("y").times(2).plus("ky", 1).plus(-1), 3);
    // Of rows -1..1, 1..3 and 3..5, the first and the last stick out.
    assertThat(limit(strided, 1).orElseThrow().share(region(strided, 1))).isEqualTo(7.0 / 9);
    assertThat(limit(column(Index.variable("y").plus("ky", 1), CELLS - TAPS + 1), 1)).isEmpty();
  }

  @Property
  void whatIsLeftIsWhatSeesTheMap(
      @ForAll @IntRange(min = 1, max = 3) int stride,
      @ForAll @IntRange(max = 4) int before,
      @ForAll @IntRange(min = 1, max = 9) int results,
      @ForAll boolean adjoint) {
    int direction = adjoint ? -1 : 1;
    Contraction contraction =
        column(Index.variable("y").times(stride).plus("ky", direction).plus(-before), results);
    Optional<TapLimit> limit = limit(contraction, 1);
    Assume.that(limit.isPresent());
    int seen = 0;
    for (int y = 0; y < results; y++) {
      for (int tap = 0; tap < TAPS; tap++) {
        int cell = stride * y + direction * tap - before;
        seen += cell >= 0 && cell < CELLS ? 1 : 0;
      }
    }
    assertThat(limit.get().share(region(contraction, 1))).isEqualTo((double) seen / results / TAPS);
  }

  @Test
  void aBoundThatLeavesNothingOutIsALiteral() {
    Contraction behind = column(Index.variable("y").plus("ky", 1), CELLS);
    Region region = region(behind, 1);
    TapLimit limit = limit(behind, 1).orElseThrow();
    assertThat(limit.from(region)).isEqualTo(Index.of(0));
    assertThat(limit.to(region)).isEqualTo(Index.of(CELLS).plus("y", -1));
  }

  @Test
  void aTileOfSeveralRowsSeesThemAll() {
    assertThat(limit(column(Index.variable("y").plus("ky", 1).plus(-1), CELLS), 2)).isEmpty();
  }

  @Test
  void dilatedTapsHaveNoLimit() {
    assertThat(limit(column(Index.variable("y").plus("ky", 2).plus(-2), CELLS), 1)).isEmpty();
  }

  private static Contraction column(Index coordinate, int results) {
    List<Axis> axes =
        List.of(
            new Axis("o", Axis.Role.PARALLEL, 16),
            new Axis("y", Axis.Role.PARALLEL, results),
            new Axis("i", Axis.Role.SUMMED, 8),
            new Axis("ky", Axis.Role.SUMMED, TAPS));
    List<Index> map = List.of(Index.variable("i"), coordinate);
    return new Contraction(
        "column",
        axes,
        new Access(0, map),
        Padded.of(Shape.map(8, new int[] {CELLS}), map, axes),
        Optional.of(
            new Access(1, List.of(Index.variable("o"), Index.variable("i"), Index.variable("ky")))),
        new Access(2, List.of(Index.variable("o"), Index.variable("y"))),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<TapLimit> limit(Contraction contraction, int rows) {
    return TapLimit.of(contraction, tiling(rows), region(contraction, rows));
  }

  private static Region region(Contraction contraction, int rows) {
    return Region.of(contraction, tiling(rows)).getFirst();
  }

  private static Tiling tiling(int rows) {
    return new Tiling(
        16,
        "o",
        false,
        new TreeMap<>(Map.of("o", 1, "y", rows)),
        List.of("ky", "i"),
        List.of(),
        false);
  }
}
