package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Relocation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A part of a table of indices that loops can follow: from an index of the result on, and one of
 * the source, both in equal steps.
 *
 * @param result the first index of the result
 * @param resultStep at least 1
 * @param source the first index of the source
 * @param sourceStep of either sign, or 0
 * @param count how many steps
 * @param repeat how many neighbours in the result read the same index, at each step
 */
record Runs(int result, int resultStep, int source, int sourceStep, int count, int repeat) {

  /** Cuts a table into the fewest runs that are found, side by side. */
  static List<Runs> of(List<Integer> indices) {
    List<Runs> single = consecutive(indices);
    int repeat = repeat(indices);
    if (single.size() == 1 || repeat == 1) {
      return single;
    }
    List<Integer> heads =
        IntStream.range(0, indices.size() / repeat)
            .map(k -> k * repeat)
            .mapToObj(indices::get)
            .toList();
    return consecutive(heads).stream().map(run -> run.repeated(repeat)).toList();
  }

  /** How often each index stands in the table, one beside the other: an enlargement's factor. */
  private static int repeat(List<Integer> indices) {
    int repeat = 1;
    while (repeat < indices.size() && indices.get(repeat).equals(indices.get(0))) {
      repeat++;
    }
    for (int k = 0; k < indices.size(); k++) {
      boolean equal = indices.get(k).equals(indices.get(k / repeat * repeat));
      if (!equal || indices.size() % repeat != 0) {
        return 1;
      }
    }
    return repeat;
  }

  private Runs repeated(int times) {
    return new Runs(result * times, resultStep * times, source, sourceStep, count, times);
  }

  /** Whether every index of an axis of that extent is read where it stands. */
  boolean isWhole(int extent) {
    return result == 0 && source == 0 && count == extent && (sourceStep == 1 || extent == 1);
  }

  private static List<Runs> consecutive(List<Integer> indices) {
    List<Runs> runs = new ArrayList<>();
    int from = 0;
    while (from < indices.size()) {
      int to = from + 1;
      if (indices.get(from) == Relocation.OUTSIDE) {
        from = to;
        continue;
      }
      int step = 0;
      while (to < indices.size() && indices.get(to) != Relocation.OUTSIDE) {
        int next = indices.get(to) - indices.get(to - 1);
        if (to > from + 1 && next != step) {
          break;
        }
        step = next;
        to++;
      }
      // A pair may be the end of one run and the beginning of the next.
      boolean pair = to - from == 2 && Math.abs(step) != 1 && to < indices.size();
      int count = pair ? 1 : to - from;
      runs.add(new Runs(from, 1, indices.get(from), count == 1 ? 0 : step, count, 1));
      from += count;
    }
    return runs;
  }
}
