package dev.lathe.runtime.train;

import dev.lathe.runtime.spi.Packing;
import java.util.Arrays;
import java.util.Map;

/**
 * Where the parameters lie in a packed buffer: pair i says that the stored element {@code
 * stored[i]} lies at {@code packed[i]}. The pairs are in ascending stored order, so that a range of
 * parameters is a range of pairs: threads can then each sum, update and pack a range of their own
 * without waiting for each other in between. Strided copies alone would not allow that, because a
 * copy may run across the stored order.
 *
 * @param stored offsets among all parameters in canonical order
 * @param packed offsets in the buffer
 */
record PackedIndex(int[] stored, int[] packed) {

  /**
   * Lists what a packing copies to one storage.
   *
   * @param offsets where each parameter begins among all of them
   */
  static PackedIndex of(Packing packing, Packing.Storage storage, Map<String, Integer> offsets) {
    long[] pairs = new long[pairs(packing, storage)];
    int filled = 0;
    for (Packing.Copy copy : packing.copies()) {
      if (copy.storage() == storage) {
        Integer offset = offsets.get(copy.parameter());
        if (offset == null) {
          throw new IllegalArgumentException(
              "The packing copies a parameter " + copy.parameter() + " that the network has not");
        }
        filled = list(copy, 0, offset + copy.source(), copy.destination(), pairs, filled);
      }
    }
    Arrays.sort(pairs);
    int[] stored = new int[filled];
    int[] packed = new int[filled];
    for (int i = 0; i < filled; i++) {
      stored[i] = (int) (pairs[i] >>> 32);
      packed[i] = (int) pairs[i];
    }
    return new PackedIndex(stored, packed);
  }

  /** The first pair of which the stored element is not before this one. */
  int from(int element) {
    int low = 0;
    int high = stored.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (stored[middle] < element) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int pairs(Packing packing, Packing.Storage storage) {
    long sum = 0;
    for (Packing.Copy copy : packing.copies()) {
      if (copy.storage() == storage) {
        long elements = 1;
        for (int extent : copy.extents()) {
          elements *= extent;
        }
        sum += elements;
      }
    }
    return Math.toIntExact(sum);
  }

  private static int list(
      Packing.Copy copy, int axis, int source, int destination, long[] pairs, int filled) {
    if (axis == copy.extents().length) {
      pairs[filled] = ((long) source << 32) | destination;
      return filled + 1;
    }
    int next = filled;
    for (int i = 0; i < copy.extents()[axis]; i++) {
      next =
          list(
              copy,
              axis + 1,
              source + i * copy.sourceStrides()[axis],
              destination + i * copy.destinationStrides()[axis],
              pairs,
              next);
    }
    return next;
  }
}
