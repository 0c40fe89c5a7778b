package dev.lathe.processor.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring windows of a pooling along one axis that have the same number of cells, the same
 * divisor, and the same distance from each other.
 *
 * @param from the first window
 * @param to behind the last one
 * @param first the first cell of the window {@code from}
 * @param stride the distance of neighbouring windows, in cells
 * @param taps the number of cells of each window
 * @param dilation the distance of neighbouring cells of a window
 * @param divisor this axis's factor of the divisor
 */
public record WindowRun(
    int from, int to, int first, int stride, int taps, int dilation, int divisor) {

  /** All windows along an axis of {@code input} cells. */
  public static List<WindowRun> along(Windows windows, Divisor divisor, int axis, int input) {
    List<WindowRun> runs = new ArrayList<>();
    int[] extents = new int[windows.rank()];
    extents[axis] = input;
    int output = windows.outputExtents(extents)[axis];
    for (int position = 0; position < output; position++) {
      Windows.Cells cells = windows.cells(axis, position, input);
      int factor = divisor.factor(windows, axis, position, input);
      WindowRun next =
          new WindowRun(
              position, position + 1, cells.first(), 0, cells.count(), cells.step(), factor);
      if (runs.isEmpty()) {
        runs.add(next);
      } else {
        runs.addAll(runs.removeLast().with(next));
      }
    }
    return runs;
  }

  /** The first cell of a window 0, were there one. */
  public int origin() {
    return first - stride * from;
  }

  /** One run with the next window if that continues this one, else two. */
  private List<WindowRun> with(WindowRun next) {
    int distance = next.first - first;
    boolean single = to - from == 1;
    boolean continues =
        next.taps == taps
            && next.divisor == divisor
            && (single || distance == stride * (to - from));
    return continues
        ? List.of(
            new WindowRun(
                from, next.to, first, single ? distance : stride, taps, dilation, divisor))
        : List.of(this, next);
  }
}
