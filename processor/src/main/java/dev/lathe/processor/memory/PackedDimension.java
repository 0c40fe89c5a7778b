package dev.lathe.processor.memory;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One dimension of a packed box.
 *
 * @param axis of the contraction
 * @param from the coordinate of its first step
 * @param step along the axis from one step to the next
 * @param extent number of steps
 * @param stride floats from one step to the next
 * @param skipped steps left out at the start
 * @param isVector whether the axis is the one along which vectors run
 */
record PackedDimension(
    Kind kind,
    String axis,
    int from,
    int step,
    int extent,
    int stride,
    int skipped,
    boolean isVector) {

  /** What the steps are. */
  enum Kind {
    /** Loop trips from tile to tile. */
    TRIP,
    /** Summands of one tile. */
    SUMMAND,
    /** Elements of one tile. */
    TILE
  }

  PackedDimension(
      Kind kind, String axis, int from, int step, int extent, int stride, boolean isVector) {
    this(kind, axis, from, step, extent, stride, 0, isVector);
  }

  /** The coordinate of the first step that is left. */
  int first() {
    return from + skipped * step;
  }

  /** The coordinate along an axis at which what is left of the dimensions begins. */
  static int firstCoordinate(List<PackedDimension> dimensions, String axis) {
    return dimensions.stream()
        .filter(each -> each.axis.equals(axis))
        .mapToInt(PackedDimension::first)
        .sum();
  }

  /** The same dimensions but for one. */
  static List<PackedDimension> replaced(
      List<PackedDimension> dimensions, PackedDimension old, PackedDimension replacement) {
    return dimensions.stream().map(each -> each.equals(old) ? replacement : each).toList();
  }

  /** Each step for itself. */
  List<PackedDimension> singles() {
    return IntStream.range(0, extent).mapToObj(step -> part(step, 1)).toList();
  }

  /** Some of the steps. */
  PackedDimension part(int skip, int steps) {
    return new PackedDimension(kind, axis, from, step, steps, stride, skip, isVector);
  }
}
