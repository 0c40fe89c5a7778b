package dev.lathe.runtime.vector;

import dev.lathe.runtime.spi.Transposition;

/**
 * What {@link Transposition} does, eight rows of eight floats at a time in registers; for machines
 * with vectors of 256 bits or more.
 *
 * <p>A map of 64x3136 from cache to cache took 43 us, float by float 106; one of 256x3136, which no
 * second-level cache holds, 420 us instead of 450 to 900. Blocks of 16 by 16 are no faster, and are
 * too many instructions for C2 to inline: 570 us, and objects. AVX-512's gathers, tried before,
 * were objects in some JVMs, too.
 */
public final class VectorTransposition {

  private static final int LANES = VectorBlock.SIDE;

  /**
   * As many floats as stay in the second-level cache, 512 KB. So long are the stretches of rows
   * that lie far apart which follow each other before the next row's turn: the longer, the more of
   * them the hardware fetches ahead, but what they become, side by side, is met again by the next
   * rows. On cold memory, with stretches of 64 floats and with these: 256x3136 to 3136x256 in 649
   * and 459 us, 144x3136 in 344 and 195, 64x50176 in 2,616 and 1,260.
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
