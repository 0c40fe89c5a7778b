package dev.lathe.processor.graph;

/**
 * Which cell each tap of each window looks at: the interpreter's one place that knows of stride,
 * dilation and padding.
 *
 * <p>Windows, taps and cells are numbered in row-major order. The padding behind a map does not
 * appear: it decides how many windows there are, and their number is given.
 */
final class Sliding {
  /** The cell of a tap that falls outside the map. */
  static final int PADDING = -1;

  private final int windows;
  private final int taps;
  private final int cells;
  private final int[] table;

  /**
   * @param map the shape that the windows slide over
   * @param positions the shape with one position a window
   */
  Sliding(Window window, Shape map, Shape positions) {
    if (map.spatialRank() != window.rank() || positions.spatialRank() != window.rank()) {
      throw new IllegalArgumentException(
          "a window of rank %d (%s) slides over %s, giving %s"
              .formatted(window.rank(), window, map, positions));
    }
    windows = positions.positions();
    taps = window.taps();
    cells = map.positions();
    table = new int[windows * taps];
    int[] kernel = window.kernel().stream().mapToInt(Integer::intValue).toArray();
    for (int position = 0; position < windows; position++) {
      int[] p = coordinates(position, positions.spatial());
      for (int tap = 0; tap < taps; tap++) {
        table[position * taps + tap] = locate(window, map, p, coordinates(tap, kernel));
      }
    }
  }

  /** The number of window positions. */
  int windows() {
    return windows;
  }

  /** The number of taps of a window. */
  int taps() {
    return taps;
  }

  /** The number of cells of one map. */
  int cells() {
    return cells;
  }

  /** The cell at which a window's tap looks, or {@link #PADDING}. */
  int cell(int position, int tap) {
    return table[position * taps + tap];
  }

  private static int locate(Window window, Shape map, int[] p, int[] r) {
    int cell = 0;
    for (int axis = 0; axis < window.rank(); axis++) {
      int extent = map.extent(axis + 1);
      int z =
          window.stride().get(axis) * p[axis]
              + window.dilation().get(axis) * r[axis]
              - window.before().get(axis);
      if (z < 0 || z >= extent) {
        return PADDING;
      }
      cell = cell * extent + z;
    }
    return cell;
  }

  private static int[] coordinates(int index, int[] extents) {
    int[] coordinates = new int[extents.length];
    int rest = index;
    for (int axis = extents.length - 1; axis >= 0; axis--) {
      coordinates[axis] = rest % extents[axis];
      rest /= extents[axis];
    }
    return coordinates;
  }
}
