package dev.lathe.runtime.train;

import dev.lathe.runtime.spi.PackedWeights;
import dev.lathe.runtime.spi.Packing;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where a range of the parameters lies in a packed buffer: runs of elements that are neighbours in
 * stored order and equally far apart in the buffer. With a range each, threads can sum, update and
 * pack without waiting for each other in between. A packing's strided copies alone would not allow
 * that, because a copy may run across the stored order.
 *
 * @param stored where each run begins among all parameters in canonical order
 * @param packed where it begins in the buffer
 * @param strides how far apart its elements are there
 * @param lengths how many it has
 */
record PackedRuns(int[] stored, int[] packed, int[] strides, int[] lengths) {

  /**
   * Lists what a packing copies to one storage, of the parameters {@code from} to {@code to - 1}.
   *
   * @param offsets where each parameter begins among all of them
   */
  static PackedRuns of(
      Packing packing, Packing.Storage storage, Map<String, Integer> offsets, int from, int to) {
    List<int[]> runs = new ArrayList<>();
    for (Packing.Copy copy : packing.copies()) {
      Integer offset = offsets.get(copy.parameter());
      if (offset == null) {
        throw new IllegalArgumentException(
            "The packing copies a parameter " + copy.parameter() + " that the network has not");
      }
      if (copy.storage() == storage) {
        addRuns(new PackedElements(copy, offset, from, to).sorted(), runs);
      }
    }
    return new PackedRuns(column(runs, 0), column(runs, 1), column(runs, 2), column(runs, 3));
  }

  private static void addRuns(long[] elements, List<int[]> runs) {
    int begin = 0;
    while (begin < elements.length) {
      int end = begin + 1;
      // The next element is the neighbour, and as far on in the buffer as the run's second was.
      long step = end < elements.length ? elements[end] - elements[begin] : 0;
      while (end < elements.length
          && elements[end] - elements[end - 1] == step
          && PackedElements.stored(elements[end]) == PackedElements.stored(elements[end - 1]) + 1) {
        end++;
      }
      int first = PackedElements.packed(elements[begin]);
      int stride = end - begin > 1 ? PackedElements.packed(elements[begin + 1]) - first : 1;
      runs.add(new int[] {PackedElements.stored(elements[begin]), first, stride, end - begin});
      begin = end;
    }
  }

  private static int[] column(List<int[]> rows, int column) {
    return rows.stream().mapToInt(row -> row[column]).toArray();
  }

  /** Adds the packed values to the stored ones: {@code to[stored] += from[packed]}. */
  void addTo(float[] to, float[] from) {
    for (int run = 0; run < lengths.length; run++) {
      int s = stored[run];
      int p = packed[run];
      int stride = strides[run];
      int length = lengths[run];
      if (stride == 1) {
        for (int i = 0; i < length; i++) {
          to[s + i] += from[p + i];
        }
      } else {
        for (int i = 0; i < length; i++) {
          to[s + i] += from[p + i * stride];
        }
      }
    }
  }

  /** Packs stored values into an array. */
  void pack(float[] from, float[] to) {
    for (int run = 0; run < lengths.length; run++) {
      int s = stored[run];
      int p = packed[run];
      int stride = strides[run];
      int length = lengths[run];
      for (int i = 0; i < length; i++) {
        to[p + i * stride] = from[s + i];
      }
    }
  }

  /** Packs stored values into a segment of little-endian floats. */
  void pack(float[] from, MemorySegment to) {
    for (int run = 0; run < lengths.length; run++) {
      int s = stored[run];
      long p = packed[run];
      long stride = strides[run];
      int length = lengths[run];
      for (int i = 0; i < length; i++) {
        to.setAtIndex(PackedWeights.LAYOUT, p + i * stride, from[s + i]);
      }
    }
  }
}
