package dev.lathe.runtime.vector;

import dev.lathe.runtime.spi.Transposition;

/**
 * What {@link Transposition} does, eight rows of eight floats at a time in registers; for machines
 * with vectors of 256 bits or more.
 *
 * <p>By {@code TranspositionBenchmark}, a map of 64x3136 from cache to cache takes 36 us, float by
 * float 134; one of 256x3136, which no second-level cache holds, 385 us and 426, and if no cache
 * holds it at all, 422 and 1,145. Blocks of 16 by 16 were no faster, and too many instructions for
 * C2 to inline: vectors became objects. AVX-512's gathers were objects in some JVMs, too.
 */
public final class VectorTransposition {

  private static final int LANES = VectorBlock.SIDE;

  /**
   * As many floats as stay in the second-level cache, 512 KB. So long are the stretches of rows
   * that lie far apart which follow each other before the next row's turn: the longer, the more of
   * them the hardware fetches ahead, but what they become, side by side, is met again by the next
   * rows. On cold memory {@code TranspositionBenchmark} takes 595 us with 0 here, which are
   * stretches of 64 floats, and 422 with this for 256x3136 to 3136x256, for 144x3136 323 and 183,
   * for 64x50176 2,745 and 1,321. The price is paid where 256x3136 comes from the last-level cache:
   * 178 and 385.
   */
  private static final int CACHED = 1 << 17;

  private static final int SHORTEST = 64;

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
    int source = from + column * fromStride + row;
    VectorBlock.turn(a, source, fromStride, b, to + row * toStride + column, toStride);
  }
}
