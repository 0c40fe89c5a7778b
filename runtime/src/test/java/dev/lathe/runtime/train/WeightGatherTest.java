package dev.lathe.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.runtime.VectorPath;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class WeightGatherTest {

  /** Enough for several windows. */
  private static final int FLOATS = 20_000;

  /** What is in the buffer before the floats that are packed. */
  private static final float UNTOUCHED = -1;

  @Property(tries = 100)
  void everyFloatComesFromItsSource(
      @ForAll VectorPath path, @ForAll @IntRange(min = 1, max = 3) int threads, @ForAll long seed) {
    Random random = new Random(seed);
    float[] values = values(random);
    int[] sources = sources(random);
    float[] expected = new float[FLOATS];
    for (int i = 0; i < FLOATS; i++) {
      expected[i] = values[sources[i]];
    }

    int from = random.nextInt(FLOATS + 1);
    Arrays.fill(expected, 0, from, UNTOUCHED);
    WeightGather gather = new WeightGather(sources, from, FLOATS, path, threads);
    float[] array = new float[FLOATS];
    Arrays.fill(array, 0, from, UNTOUCHED);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocate(4L * FLOATS, 64);
      segment.asSlice(0, 4L * from).copyFrom(MemorySegment.ofArray(expected).asSlice(0, 4L * from));
      // The second time there is something in the rooms for windows.
      for (int time = 0; time < 2; time++) {
        for (int thread = 0; thread < threads; thread++) {
          gather.copy(values, array, thread);
          gather.copy(values, segment, thread);
        }
      }

      assertThat(array).containsExactly(expected);
      assertThat(segment.toArray(ValueLayout.JAVA_FLOAT)).containsExactly(expected);
    }
  }

  /** A matrix and what it is turned, as a dense layer has them for its two directions. */
  @Example
  void nothingIsMovedFloatByFloat() {
    int rows = 96;
    int columns = 120;
    int[] sources = new int[2 * rows * columns];
    for (int i = 0; i < rows * columns; i++) {
      sources[i] = i;
      sources[rows * columns + i] = i % rows * columns + i / rows;
    }

    WeightMoves moves = WeightMoves.of(sources, -1);

    assertThat(moves.groups()).hasSize(2 * rows * columns / WeightMoves.GROUP);
    assertThat(moves.blocks().length / 4 * WeightMoves.GROUP * WeightMoves.COLUMNS)
        .as("a few rows twice")
        .isBetween(rows * columns, rows * columns * 5 / 4);
    assertThat(moves.singles()).isEmpty();
  }

  @Example
  void noWeightsAreNoMoves() {
    WeightGather gather = new WeightGather(new int[0], 0, 0, VectorPath.SCALAR, 2);

    gather.copy(new float[1], new float[0], 1);

    assertThat(WeightMoves.of(new int[] {7, 7}, 7).windows())
        .allMatch(window -> window.begin() == window.end());
  }

  /** The last is the zero. */
  private static float[] values(Random random) {
    float[] values = new float[FLOATS + 1];
    for (int i = 0; i < FLOATS; i++) {
      values[i] = 1 + random.nextFloat();
    }
    return values;
  }

  /** Pieces of all kinds, one behind the other. */
  private static int[] sources(Random random) {
    int[] sources = new int[FLOATS];
    for (int at = 0; at < FLOATS; ) {
      int rows = 1 + random.nextInt(70);
      int columns = 1 + random.nextInt(40);
      int kind = random.nextInt(4);
      int from = random.nextInt(FLOATS);
      for (int i = 0; i < rows * columns && at < FLOATS; i++, at++) {
        sources[at] =
            switch (kind) {
              case 0 -> FLOATS;
              case 1 -> (from + i) % FLOATS;
              case 2 -> (from + i % columns * rows + i / columns) % FLOATS;
              default -> random.nextInt(FLOATS + 1);
            };
      }
    }
    return sources;
  }
}
