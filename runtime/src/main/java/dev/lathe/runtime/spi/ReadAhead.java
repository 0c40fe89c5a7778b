package dev.lathe.runtime.spi;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Fetches packed weights before they are wanted. Java has no instruction for that, so kernels read
 * a number of each cache line, and hand the sum of all to {@link #keep}: HotSpot would leave reads
 * out of which nothing comes. Combined by {@code ^} in the place of {@code +} they kept their range
 * checks, and a dense layer of 3200 inputs and 200 outputs took 43 us instead of 17.
 */
public final class ReadAhead {

  /** One of 2<sup>32</sup> sums. */
  private static final int RARE = 0x1a7e5eed;

  /** Never read; that it might be written makes the sums wanted. */
  @SuppressWarnings("unused")
  private static int kept;

  private ReadAhead() {}

  /**
   * Fetches the cache line of a place in the packed weights.
   *
   * @param offset in bytes, a multiple of 4
   * @return the number that lies there
   */
  public static int line(MemorySegment weights, long offset) {
    // Segments are aligned; a layout that says so is checked at every read.
    return weights.get(ValueLayout.JAVA_INT_UNALIGNED, offset);
  }

  /** Takes the sum of what was read for wanted. */
  public static void keep(int sum) {
    if (sum == RARE) {
      kept = sum;
    }
  }
}
