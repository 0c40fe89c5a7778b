package dev.lathe.processor.schedule;

import java.util.List;

/**
 * The part of one parallel axis that a region covers: a loop whose every trip handles the steps at
 * the given offsets from its variable.
 *
 * @param from first value of the loop variable
 * @param to end of the loop
 * @param step of the loop
 * @param offsets of the tile's steps (of its vectors' first lanes, along the vector axis)
 */
public record Span(Axis axis, int from, int to, int step, List<Integer> offsets) {

  public Span {
    offsets = List.copyOf(offsets);
  }

  public int trips() {
    return Math.ceilDiv(to - from, step);
  }

  /**
   * The end of what is covered if every step takes {@code width} elements; beyond the axis's extent
   * where vectors run into its filling.
   */
  public int end(int width) {
    return from + (trips() - 1) * step + offsets.getLast() + width;
  }

  /** The last value of the loop variable. */
  int last() {
    return from + (trips() - 1) * step;
  }

  /** Whether a single trip makes the loop variable a constant. */
  public boolean isConstant() {
    return trips() == 1;
  }
}
