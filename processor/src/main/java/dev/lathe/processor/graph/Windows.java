package dev.lathe.processor.graph;

/** How the windows of a pooling lie over its map. */
public sealed interface Windows permits Window, AdaptiveWindows {

  /** The number of spatial axes. */
  int rank();

  /** The number of windows along each axis of a map with the given extents. */
  int[] outputExtents(int[] input);

  /**
   * The cells along {@code axis} that the window at {@code position} sees, of an axis with {@code
   * input} cells that continues for {@code before} cells in front and {@code after} cells behind:
   * cell 0 is the map's first.
   */
  Cells cells(int axis, int position, int input, int before, int after);

  /** The cells of the map alone. */
  default Cells cells(int axis, int position, int input) {
    return cells(axis, position, input, 0, 0);
  }

  /**
   * The same windows along one axis alone, of a map of the given shape; along the others each
   * window sees one cell. Pooling along one axis after the other, the last axis first, is pooling
   * by whole windows.
   */
  Windows along(int axis, Shape map);

  /**
   * Cells {@code first}, {@code first + step}, ...
   *
   * @param count may be 0: a window may see padding only
   */
  record Cells(int first, int count, int step) {}
}
