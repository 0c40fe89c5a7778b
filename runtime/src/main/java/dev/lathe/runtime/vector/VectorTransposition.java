package dev.lathe.runtime.vector;

import dev.lathe.runtime.spi.Transposition;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * What {@link Transposition} does, eight rows of eight floats at a time in registers; for machines
 * with vectors of 256 bits or more. Zipping the first half of some rows with the second turns them
 * when it has been done three times: {@code log2(8)}.
 *
 * <p>A map of 64x3136 from cache to cache took 43 us, float by float 106; one of 256x3136, which no
 * second-level cache holds, 420 us instead of 450 to 900. Blocks of 16 by 16 are no faster, and
 * their zips are too many for C2 to inline: 570 us, and objects. AVX-512's gathers, tried before,
 * were objects in some JVMs, too.
 */
public final class VectorTransposition {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_256;
  private static final int LANES = 8;

  /**
   * So many floats of a row follow each other on the side where rows lie far apart, four cache
   * lines, before the next row's turn. On cold memory, 144x3136 floats written to rows that are
   * 3136 apart took 175 us so, 492 across them.
   */
  private static final int STRETCH = 64;

  private static final VectorShuffle<Float> FIRST_HALF =
      VectorShuffle.fromOp(SPECIES, lane -> lane / 2);
  private static final VectorShuffle<Float> SECOND_HALF =
      VectorShuffle.fromOp(SPECIES, lane -> LANES / 2 + lane / 2);
  private static final VectorMask<Float> ODD = VectorMask.fromLong(SPECIES, 0b10101010);

  private VectorTransposition() {}

  /**
   * {@code b[to + i * toStride + j] = a[from + j * fromStride + i]} for {@code i < rows} and {@code
   * j < columns}. What is read and what is written must not overlap.
   */
  public static void copy(
      float[] a, int from, int fromStride, float[] b, int to, int toStride, int rows, int columns) {
    if (rows < LANES || columns < LANES) {
      Transposition.copy(a, from, fromStride, b, to, toStride, rows, columns);
      return;
    }
    if (fromStride >= toStride) {
      for (int first = 0; first < rows; first += STRETCH) {
        int end = Math.min(rows, first + STRETCH);
        for (int j = 0; j < columns; j += LANES) {
          for (int i = first; i < end; i += LANES) {
            block(a, from, fromStride, b, to, toStride, within(i, rows), within(j, columns));
          }
        }
      }
    } else {
      for (int first = 0; first < columns; first += STRETCH) {
        int end = Math.min(columns, first + STRETCH);
        for (int i = 0; i < rows; i += LANES) {
          for (int j = first; j < end; j += LANES) {
            block(a, from, fromStride, b, to, toStride, within(i, rows), within(j, columns));
          }
        }
      }
    }
  }

  /** The last block is done again in part, rather than float by float. */
  private static int within(int first, int extent) {
    return Math.min(first, extent - LANES);
  }

  /** Turns the block whose first element is {@code (row, column)}. */
  private static void block(
      float[] a, int from, int fromStride, float[] b, int to, int toStride, int row, int column) {
    block(
        a, from + column * fromStride + row, fromStride, b, to + row * toStride + column, toStride);
  }

  private static void block(float[] a, int from, int fromStride, float[] b, int to, int toStride) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, a, from);
    FloatVector a1 = FloatVector.fromArray(SPECIES, a, from + fromStride);
    FloatVector a2 = FloatVector.fromArray(SPECIES, a, from + 2 * fromStride);
    FloatVector a3 = FloatVector.fromArray(SPECIES, a, from + 3 * fromStride);
    FloatVector a4 = FloatVector.fromArray(SPECIES, a, from + 4 * fromStride);
    FloatVector a5 = FloatVector.fromArray(SPECIES, a, from + 5 * fromStride);
    FloatVector a6 = FloatVector.fromArray(SPECIES, a, from + 6 * fromStride);
    FloatVector a7 = FloatVector.fromArray(SPECIES, a, from + 7 * fromStride);
    FloatVector b0 = zipFirst(a0, a4);
    FloatVector b1 = zipSecond(a0, a4);
    FloatVector b2 = zipFirst(a1, a5);
    FloatVector b3 = zipSecond(a1, a5);
    FloatVector b4 = zipFirst(a2, a6);
    FloatVector b5 = zipSecond(a2, a6);
    FloatVector b6 = zipFirst(a3, a7);
    FloatVector b7 = zipSecond(a3, a7);
    FloatVector c0 = zipFirst(b0, b4);
    FloatVector c1 = zipSecond(b0, b4);
    FloatVector c2 = zipFirst(b1, b5);
    FloatVector c3 = zipSecond(b1, b5);
    FloatVector c4 = zipFirst(b2, b6);
    FloatVector c5 = zipSecond(b2, b6);
    FloatVector c6 = zipFirst(b3, b7);
    FloatVector c7 = zipSecond(b3, b7);
    zipFirst(c0, c4).intoArray(b, to);
    zipSecond(c0, c4).intoArray(b, to + toStride);
    zipFirst(c1, c5).intoArray(b, to + 2 * toStride);
    zipSecond(c1, c5).intoArray(b, to + 3 * toStride);
    zipFirst(c2, c6).intoArray(b, to + 4 * toStride);
    zipSecond(c2, c6).intoArray(b, to + 5 * toStride);
    zipFirst(c3, c7).intoArray(b, to + 6 * toStride);
    zipSecond(c3, c7).intoArray(b, to + 7 * toStride);
  }

  /** The lanes of the first half of {@code a}, each with that of {@code b} behind it. */
  private static FloatVector zipFirst(FloatVector a, FloatVector b) {
    return a.rearrange(FIRST_HALF).blend(b.rearrange(FIRST_HALF), ODD);
  }

  private static FloatVector zipSecond(FloatVector a, FloatVector b) {
    return a.rearrange(SECOND_HALF).blend(b.rearrange(SECOND_HALF), ODD);
  }
}
