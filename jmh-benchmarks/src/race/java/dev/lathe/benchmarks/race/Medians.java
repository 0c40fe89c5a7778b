package dev.lathe.benchmarks.race;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Middles of lists. */
final class Medians {

  private Medians() {}

  /** Of an even number of figures the mean of the two in the middle. */
  static <T> double of(List<T> list, ToDoubleFunction<T> figure) {
    double[] sorted = list.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
