package dev.lathe.processor.graph;

import java.util.ArrayList;
import java.util.List;

/** The cells of each window of a pooling, in row-major order: for the interpreter. */
final class PoolCells {
  private final List<int[]> cells = new ArrayList<>();
  private final List<Integer> divisors = new ArrayList<>();

  PoolCells(Windows windows, Shape map, Shape positions, Divisor divisor) {
    addWindows(windows, map, positions, divisor, 0, new int[] {0}, 1);
  }

  PoolCells(Windows windows, Shape map, Shape positions) {
    this(windows, map, positions, Divisor.none());
  }

  /** Splits axis by axis: {@code prefix} are the cells along the axes before. */
  private void addWindows(
      Windows windows,
      Shape map,
      Shape positions,
      Divisor divisor,
      int axis,
      int[] prefix,
      int factor) {
    if (axis == windows.rank()) {
      cells.add(prefix);
      divisors.add(factor);
      return;
    }
    int extent = map.extent(axis + 1);
    for (int position = 0; position < positions.extent(axis + 1); position++) {
      Windows.Cells along = windows.cells(axis, position, extent);
      int[] longer = new int[prefix.length * along.count()];
      for (int k = 0; k < longer.length; k++) {
        int cell = along.first() + k % along.count() * along.step();
        longer[k] = prefix[k / along.count()] * extent + cell;
      }
      int next = factor * divisor.factor(windows, axis, position, extent);
      addWindows(windows, map, positions, divisor, axis + 1, longer, next);
    }
  }

  int windows() {
    return cells.size();
  }

  int[] of(int window) {
    return cells.get(window);
  }

  double divisor(int window) {
    return divisors.get(window);
  }
}
