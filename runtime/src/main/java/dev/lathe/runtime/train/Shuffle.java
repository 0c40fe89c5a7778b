package dev.lathe.runtime.train;

/**
 * A random order of the images, the same for the same seed on every machine and every JDK: the
 * SplitMix64 generator and Fisher and Yates's shuffle, written out here because {@code
 * java.util.random} promises no particular numbers.
 */
final class Shuffle {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final int[] order;
  private long state;

  Shuffle(int size, long seed) {
    this.order = identity(size);
    this.state = mix(seed);
  }

  static int[] identity(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    return order;
  }

  /** The next order; the array is the same each time. */
  int[] next() {
    for (int i = order.length - 1; i > 0; i--) {
      int j = below(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  /** The upper half of the product spreads 32 random bits over the range, all but evenly. */
  private int below(int bound) {
    state += GOLDEN_GAMMA;
    return (int) (((mix(state) >>> 32) * bound) >>> 32);
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
