package dev.lathe.runtime.spi;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A {@link Packing.Copy} made ready to run: checked, its axes ordered so that packed cells are
 * written one after the other, axes that run into each other joined, and the innermost one taken
 * out for a tight loop.
 */
final class StridedCopy {

  /** One loop. */
  private record Axis(int extent, int source, int destination) {}

  private final Packing.Storage storage;
  private final int parameter;
  private final int source;
  private final int destination;
  // The loops from the outside in, without the innermost.
  private final int[] extents;
  private final int[] sourceStrides;
  private final int[] destinationStrides;
  private final Axis inner;

  private StridedCopy(Packing.Copy copy, int parameter, List<Axis> axes) {
    this.storage = copy.storage();
    this.parameter = parameter;
    this.source = copy.source();
    this.destination = copy.destination();
    List<Axis> outer = axes.subList(0, axes.size() - 1);
    this.extents = outer.stream().mapToInt(Axis::extent).toArray();
    this.sourceStrides = outer.stream().mapToInt(Axis::source).toArray();
    this.destinationStrides = outer.stream().mapToInt(Axis::destination).toArray();
    this.inner = axes.getLast();
  }

  /**
   * @param parameter its place in canonical order
   * @param parameterSize its size in floats
   * @param sizes of what copies may lead to, in floats
   */
  static StridedCopy of(
      Packing.Copy copy, int parameter, int parameterSize, Map<Packing.Storage, Integer> sizes) {
    int packedSize = sizes.getOrDefault(copy.storage(), 0);
    check(copy, "reads the parameter", copy.source(), copy.sourceStrides(), parameterSize);
    check(
        copy,
        "writes the packed " + copy.storage(),
        copy.destination(),
        copy.destinationStrides(),
        packedSize);
    return new StridedCopy(copy, parameter, axesOf(copy));
  }

  private static void check(Packing.Copy copy, String what, int start, int[] strides, int size) {
    long low = start;
    long high = start;
    for (int axis = 0; axis < strides.length; axis++) {
      if (copy.extents()[axis] < 1) {
        throw new IllegalArgumentException(
            "The copy of "
                + copy.parameter()
                + " has the extents "
                + Arrays.toString(copy.extents()));
      }
      long reach = (copy.extents()[axis] - 1L) * strides[axis];
      low += Math.min(reach, 0);
      high += Math.max(reach, 0);
    }
    if (low < 0 || high >= size) {
      throw new IllegalArgumentException(
          "The copy of "
              + copy.parameter()
              + " "
              + what
              + " from "
              + low
              + " to "
              + high
              + ", but that has "
              + size
              + " floats: the generated code is faulty");
    }
  }

  private static List<Axis> axesOf(Packing.Copy copy) {
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < copy.extents().length; i++) {
      if (copy.extents()[i] > 1) {
        axes.add(
            new Axis(copy.extents()[i], copy.sourceStrides()[i], copy.destinationStrides()[i]));
      }
    }
    axes.sort(Comparator.comparingInt((Axis axis) -> Math.abs(axis.destination())).reversed());
    List<Axis> joined = new ArrayList<>();
    for (Axis axis : axes) {
      Axis outer = joined.isEmpty() ? null : joined.getLast();
      if (outer != null
          && outer.source() == (long) axis.extent() * axis.source()
          && outer.destination() == (long) axis.extent() * axis.destination()) {
        joined.removeLast();
        joined.add(new Axis(outer.extent() * axis.extent(), axis.source(), axis.destination()));
      } else {
        joined.add(axis);
      }
    }
    if (joined.isEmpty()) {
      joined.add(new Axis(1, 1, 1));
    }
    return joined;
  }

  Packing.Storage storage() {
    return storage;
  }

  int parameter() {
    return parameter;
  }

  void packIntoArray(float[] stored, float[] packed) {
    packIntoArray(0, source, destination, stored, packed);
  }

  void packIntoSegment(float[] stored, MemorySegment packed) {
    packIntoSegment(0, source, destination, stored, packed);
  }

  void unpackAdding(float[] packed, float[] stored) {
    unpackAdding(0, source, destination, packed, stored);
  }

  // Recursion over the axes: a few levels deep, nothing allocated, and the loop below is all that
  // counts.

  private void packIntoArray(int axis, int from, int to, float[] stored, float[] packed) {
    if (axis == extents.length) {
      copyRow(stored, from, packed, to);
      return;
    }
    for (int i = 0; i < extents[axis]; i++) {
      int nextFrom = from + i * sourceStrides[axis];
      packIntoArray(axis + 1, nextFrom, to + i * destinationStrides[axis], stored, packed);
    }
  }

  private void packIntoSegment(int axis, int from, int to, float[] stored, MemorySegment packed) {
    if (axis == extents.length) {
      copyRow(stored, from, packed, to);
      return;
    }
    for (int i = 0; i < extents[axis]; i++) {
      int nextFrom = from + i * sourceStrides[axis];
      packIntoSegment(axis + 1, nextFrom, to + i * destinationStrides[axis], stored, packed);
    }
  }

  private void unpackAdding(int axis, int to, int from, float[] packed, float[] stored) {
    if (axis == extents.length) {
      addRow(packed, from, stored, to);
      return;
    }
    for (int i = 0; i < extents[axis]; i++) {
      int nextTo = to + i * sourceStrides[axis];
      unpackAdding(axis + 1, nextTo, from + i * destinationStrides[axis], packed, stored);
    }
  }

  private void copyRow(float[] stored, int from, float[] packed, int to) {
    int extent = inner.extent();
    int sourceStride = inner.source();
    int destinationStride = inner.destination();
    for (int i = 0; i < extent; i++) {
      packed[to + i * destinationStride] = stored[from + i * sourceStride];
    }
  }

  private void copyRow(float[] stored, int from, MemorySegment packed, int to) {
    int extent = inner.extent();
    int sourceStride = inner.source();
    long destinationStride = inner.destination();
    for (int i = 0; i < extent; i++) {
      packed.setAtIndex(
          PackedWeights.LAYOUT, to + i * destinationStride, stored[from + i * sourceStride]);
    }
  }

  private void addRow(float[] packed, int from, float[] stored, int to) {
    int extent = inner.extent();
    int sourceStride = inner.source();
    int destinationStride = inner.destination();
    for (int i = 0; i < extent; i++) {
      stored[to + i * sourceStride] += packed[from + i * destinationStride];
    }
  }
}
