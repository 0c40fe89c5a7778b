package dev.lathe.runtime.train;

import dev.lathe.runtime.spi.Packing;
import java.util.Arrays;

/**
 * Enumerates the elements of a strided copy that belong to a range of the parameters. An element is
 * a number whose upper half is its place among all parameters, and whose lower half is its place in
 * the packed buffer: sorting brings elements into stored order.
 */
final class PackedElements {

  private final Packing.Copy copy;
  private final int offset;
  private final int from;
  private final int to;
  private long[] elements = new long[64];
  private int count;

  /**
   * Prepares to enumerate.
   *
   * @param offset where the copy's parameter begins among all parameters
   */
  PackedElements(Packing.Copy copy, int offset, int from, int to) {
    this.copy = copy;
    this.offset = offset;
    this.from = from;
    this.to = to;
  }

  static int stored(long element) {
    return (int) (element >>> 32);
  }

  static int packed(long element) {
    return (int) element;
  }

  long[] sorted() {
    add(0, offset + copy.source(), copy.destination());
    long[] sorted = Arrays.copyOf(elements, count);
    Arrays.sort(sorted);
    return sorted;
  }

  private void add(int axis, int source, int destination) {
    if (axis < copy.extents().length) {
      for (int i = 0; i < copy.extents()[axis]; i++) {
        add(
            axis + 1,
            source + i * copy.sourceStrides()[axis],
            destination + i * copy.destinationStrides()[axis]);
      }
    } else if (source >= from && source < to) {
      if (count == elements.length) {
        elements = Arrays.copyOf(elements, 2 * count);
      }
      elements[count++] = ((long) source << 32) | destination;
    }
  }
}
