package dev.lathe.runtime.spi;

/**
 * Turns maps between the order of their callers, channel after channel, and the order of kernels,
 * all channels of a position side by side.
 */
public final class Transposition {

  /** The cache lines of a block's rows and columns serve the whole block: 16 floats each. */
  private static final int BLOCK = 16;

  private Transposition() {}

  /**
   * {@code b[to + i * toStride + j] = a[from + j * fromStride + i]} for {@code i < rows} and {@code
   * j < columns}. What is read and what is written must not overlap.
   */
  public static void copy(
      float[] a, int from, int fromStride, float[] b, int to, int toStride, int rows, int columns) {
    for (int first = 0; first < rows; first += BLOCK) {
      int end = Math.min(rows, first + BLOCK);
      for (int j = 0; j < columns; j++) {
        int source = from + j * fromStride;
        int destination = to + j;
        for (int i = first; i < end; i++) {
          b[destination + i * toStride] = a[source + i];
        }
      }
    }
  }
}
