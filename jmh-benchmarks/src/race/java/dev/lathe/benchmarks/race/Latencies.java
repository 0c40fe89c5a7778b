package dev.lathe.benchmarks.race;

import java.util.Arrays;

/** Times of single calls. */
final class Latencies {

  private long[] nanoseconds = new long[1 << 16];
  private int size;

  void add(long time) {
    if (size == nanoseconds.length) {
      nanoseconds = Arrays.copyOf(nanoseconds, 2 * size);
    }
    nanoseconds[size] = time;
    size++;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /** The time in microseconds that this share of the calls kept within. */
  double microseconds(double share) {
    long[] sorted = Arrays.copyOf(nanoseconds, size);
    Arrays.sort(sorted);
    return sorted[Math.min(size - 1, (int) (share * size))] / 1e3;
  }
}
