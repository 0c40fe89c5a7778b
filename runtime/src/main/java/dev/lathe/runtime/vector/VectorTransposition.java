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
   * As many floats as stay in the second-level cache, 512 KB. So long are the stretches of rows
   * that lie far apart which follow each other before the next row's turn: the longer, the more of
   * them the hardware fetches ahead, but what they become, side by side, is met again by the next
   * rows. On cold memory, with stretches of 64 floats and with these: 256x3136 to 3136x256 in 649
   * and 459 us, 144x3136 in 344 and 195, 64x50176 in 2,616 and 1,260.
   */
  private static final int CACHED = 1 << 17;

  private static final int SHORTEST = 64;

  private static final VectorShuffle<Float> FIRST = VectorShuffle.fromOp(SPECIES, lane -> lane / 2);
  private static final VectorShuffle<Float> SECOND =
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
      int stretch = stretch(toStride);
      for (int first = 0; first < rows; first += stretch) {
        int end = Math.min(rows, first + stretch);
        for (int j = 0; j < columns; j += LANES) {
          for (int i = first; i < end; i += LANES) {
            block(a, from, fromStride, b, to, toStride, within(i, rows), within(j, columns));
          }
        }
      }
    } else {
      int stretch = stretch(fromStride);
      for (int first = 0; first < columns; first += stretch) {
        int end = Math.min(columns, first + stretch);
        for (int i = 0; i < rows; i += LANES) {
          for (int j = first; j < end; j += LANES) {
            block(a, from, fromStride, b, to, toStride, within(i, rows), within(j, columns));
          }
        }
      }
    }
  }

  /** Whole blocks of rows of {@code stride} floats. */
  private static int stretch(int stride) {
    return Math.max(SHORTEST, CACHED / stride / LANES * LANES);
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

  /**
   * Zips are written out: as methods of ours, and not of the Vector API's, C2 left some of them out
   * where it had inlined 8,000 bytes (DesiredMethodLimit), and their vectors were objects.
   */
  private static void block(float[] a, int from, int fromStride, float[] b, int to, int toStride) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, a, from);
    FloatVector a1 = FloatVector.fromArray(SPECIES, a, from + fromStride);
    FloatVector a2 = FloatVector.fromArray(SPECIES, a, from + 2 * fromStride);
    FloatVector a3 = FloatVector.fromArray(SPECIES, a, from + 3 * fromStride);
    FloatVector a4 = FloatVector.fromArray(SPECIES, a, from + 4 * fromStride);
    FloatVector a5 = FloatVector.fromArray(SPECIES, a, from + 5 * fromStride);
    FloatVector a6 = FloatVector.fromArray(SPECIES, a, from + 6 * fromStride);
    FloatVector a7 = FloatVector.fromArray(SPECIES, a, from + 7 * fromStride);
    FloatVector b0 = a0.rearrange(FIRST).blend(a4.rearrange(FIRST), ODD);
    FloatVector b1 = a0.rearrange(SECOND).blend(a4.rearrange(SECOND), ODD);
    FloatVector b2 = a1.rearrange(FIRST).blend(a5.rearrange(FIRST), ODD);
    FloatVector b3 = a1.rearrange(SECOND).blend(a5.rearrange(SECOND), ODD);
    FloatVector b4 = a2.rearrange(FIRST).blend(a6.rearrange(FIRST), ODD);
    FloatVector b5 = a2.rearrange(SECOND).blend(a6.rearrange(SECOND), ODD);
    FloatVector b6 = a3.rearrange(FIRST).blend(a7.rearrange(FIRST), ODD);
    FloatVector b7 = a3.rearrange(SECOND).blend(a7.rearrange(SECOND), ODD);
    FloatVector c0 = b0.rearrange(FIRST).blend(b4.rearrange(FIRST), ODD);
    FloatVector c1 = b0.rearrange(SECOND).blend(b4.rearrange(SECOND), ODD);
    FloatVector c2 = b1.rearrange(FIRST).blend(b5.rearrange(FIRST), ODD);
    FloatVector c3 = b1.rearrange(SECOND).blend(b5.rearrange(SECOND), ODD);
    FloatVector c4 = b2.rearrange(FIRST).blend(b6.rearrange(FIRST), ODD);
    FloatVector c5 = b2.rearrange(SECOND).blend(b6.rearrange(SECOND), ODD);
    FloatVector c6 = b3.rearrange(FIRST).blend(b7.rearrange(FIRST), ODD);
    FloatVector c7 = b3.rearrange(SECOND).blend(b7.rearrange(SECOND), ODD);
    c0.rearrange(FIRST).blend(c4.rearrange(FIRST), ODD).intoArray(b, to);
    c0.rearrange(SECOND).blend(c4.rearrange(SECOND), ODD).intoArray(b, to + toStride);
    c1.rearrange(FIRST).blend(c5.rearrange(FIRST), ODD).intoArray(b, to + 2 * toStride);
    c1.rearrange(SECOND).blend(c5.rearrange(SECOND), ODD).intoArray(b, to + 3 * toStride);
    c2.rearrange(FIRST).blend(c6.rearrange(FIRST), ODD).intoArray(b, to + 4 * toStride);
    c2.rearrange(SECOND).blend(c6.rearrange(SECOND), ODD).intoArray(b, to + 5 * toStride);
    c3.rearrange(FIRST).blend(c7.rearrange(FIRST), ODD).intoArray(b, to + 6 * toStride);
    c3.rearrange(SECOND).blend(c7.rearrange(SECOND), ODD).intoArray(b, to + 7 * toStride);
  }
}
