package dev.lathe.runtime.spi;

/**
 * What makes a kernel fetch packed weights before they are wanted. Java has no instruction for
 * that, so kernels read a number of each cache line, and hand the sum of all to {@link #keep}:
 * HotSpot would leave reads out of which nothing comes.
 */
public final class ReadAhead {

  /** One of 2<sup>32</sup> sums. */
  private static final int RARE = 0x1a7e5eed;

  /** Never read; that it might be written makes the sums wanted. */
  @SuppressWarnings("unused")
  private static int kept;

  private ReadAhead() {}

  /** Takes the sum of what was read for wanted. */
  public static void keep(int sum) {
    if (sum == RARE) {
      kept = sum;
    }
  }
}
