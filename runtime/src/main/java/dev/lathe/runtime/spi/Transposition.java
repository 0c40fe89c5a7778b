package dev.lathe.runtime.spi;

/**
 * Turns maps between the order of their callers, channel after channel, and the order of kernels,
 * all channels of a position side by side.
 *
 * <p>It moves floats one by one. With AVX-512's gathers a map of 64x56x56 took 35 us instead of 57
 * from cache to cache, but C2 made objects of the vectors in some JVMs, 96 bytes a gather, and 181
 * us then.
 */
public final class Transposition {

  /** The cache lines of a block's rows and columns serve the whole block: 16 floats each. */
  private static final int BLOCK = 16;

  private Transposition() {}

  /**
   * {@code a[to + i * toStride + j] = a[from + j * fromStride + i]} for {@code i < rows} and {@code
   * j < columns}.
   */
  public static void copy(
      float[] a, int from, int fromStride, int to, int toStride, int rows, int columns) {
    for (int first = 0; first < rows; first += BLOCK) {
      int end = Math.min(rows, first + BLOCK);
      for (int j = 0; j < columns; j++) {
        int source = from + j * fromStride;
        int destination = to + j;
        for (int i = first; i < end; i++) {
          a[destination + i * toStride] = a[source + i];
        }
      }
    }
  }
}
