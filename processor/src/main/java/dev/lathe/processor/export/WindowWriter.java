package dev.lathe.processor.export;

import dev.lathe.processor.graph.AdaptiveWindows;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.graph.Windows;
import dev.lathe.processor.onnx.OnnxAttribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How windows are said: by attributes, or by the cells of every window laid out side by side, for
 * which an operation along the last axis remains.
 */
final class WindowWriter {
  private final Sheet sheet;

  WindowWriter(Sheet sheet) {
    this.sheet = sheet;
  }

  /** Kernel, strides and pads of a window, and its dilations unless the operator has none. */
  static OnnxAttribute[] attributes(Window window, boolean dilated, OnnxAttribute... more) {
    List<Integer> pads = new ArrayList<>(window.before());
    pads.addAll(window.after());
    List<OnnxAttribute> all = new ArrayList<>();
    if (dilated) {
      all.add(OnnxAttribute.ints("dilations", window.dilation()));
    }
    all.add(OnnxAttribute.ints("kernel_shape", window.kernel()));
    all.add(OnnxAttribute.ints("pads", pads));
    all.add(OnnxAttribute.ints("strides", window.stride()));
    return Stream.concat(all.stream(), Arrays.stream(more)).toArray(OnnxAttribute[]::new);
  }

  /** Whether a pooling operator takes the window: its padding must be smaller than it is. */
  static boolean isPlain(Window window) {
    return IntStream.range(0, window.rank())
        .allMatch(
            axis ->
                window.before().get(axis) < window.kernel().get(axis)
                    && window.after().get(axis) < window.kernel().get(axis));
  }

  /** Adaptive windows that divide the map evenly are windows like others. */
  static Windows simplified(Windows windows, Shape map) {
    if (!(windows instanceof AdaptiveWindows(List<Integer> extents))) {
      return windows;
    }
    List<Integer> kernel = new ArrayList<>();
    for (int axis = 0; axis < extents.size(); axis++) {
      if (map.extent(axis + 1) % extents.get(axis) != 0) {
        return windows;
      }
      kernel.add(map.extent(axis + 1) / extents.get(axis));
    }
    Window plain = Window.of(kernel.stream().mapToInt(Integer::intValue).toArray());
    return new Window(kernel, kernel, plain.before(), plain.after(), plain.dilation());
  }

  /** Whether one window covers the whole map and nothing else. */
  static boolean isGlobal(Windows windows, Shape map) {
    return windows instanceof Window window
        && !window.isPadded()
        && window.kernel().equals(Window.covering(map).kernel())
        && window.dilation().stream().allMatch(step -> step == 1);
  }

  /**
   * The cells of all windows: {@code [N, C, spatial]} as {@code [N, C, P, K]}, where a window that
   * sees fewer cells than others is filled up.
   *
   * @param x the map's name
   */
  String cells(String name, String x, Shape map, Windows windows, double fill) {
    int[][] seen = seen(windows, map);
    int positions = map.positions();
    boolean filled = Arrays.stream(seen).anyMatch(row -> contains(row, Relocation.OUTSIDE));
    Shape rows = Shape.of(map.channels(), positions);
    String flat =
        map.spatialRank() == 1
            ? x
            : sheet.add(
                sheet.name(name + ".rows"),
                "Reshape",
                List.of(x, sheet.numbers(Values.shape(rows))));
    if (filled) {
      List<Long> pads = List.of(0L, 0L, 0L, 0L, 0L, 1L);
      flat =
          sheet.add(
              sheet.name(name + ".filled"),
              "Pad",
              List.of(flat, sheet.numbers(pads), sheet.figure(fill)));
    }
    long[] indices =
        Arrays.stream(seen)
            .flatMapToInt(Arrays::stream)
            .mapToLong(cell -> cell == Relocation.OUTSIDE ? positions : cell)
            .toArray();
    String table = sheet.indices(name + ".windows", Shape.of(seen.length, seen[0].length), indices);
    return sheet.add(
        sheet.name(name + ".cells"), "Gather", List.of(flat, table), OnnxAttribute.of("axis", 2));
  }

  private static boolean contains(int[] row, int cell) {
    return Arrays.stream(row).anyMatch(each -> each == cell);
  }

  /** For every window, row-major, the row-major numbers of its cells. */
  private static int[][] seen(Windows windows, Shape map) {
    int[][] all = {{0}};
    // One window that sees the cell 0 of a map without axes; axis by axis there are more.
    int[] outputs = windows.outputExtents(map.spatial());
    for (int axis = 0; axis < outputs.length; axis++) {
      int extent = map.extent(axis + 1);
      int[][] along = along(windows, axis, outputs[axis], extent);
      int[][] product = new int[all.length * along.length][];
      for (int p = 0; p < product.length; p++) {
        product[p] = product(all[p / along.length], along[p % along.length], extent);
      }
      all = product;
    }
    return all;
  }

  private static int[] product(int[] outer, int[] inner, int extent) {
    int[] cells = new int[outer.length * inner.length];
    for (int k = 0; k < cells.length; k++) {
      int before = outer[k / inner.length];
      int cell = inner[k % inner.length];
      boolean outside = before == Relocation.OUTSIDE || cell == Relocation.OUTSIDE;
      cells[k] = outside ? Relocation.OUTSIDE : before * extent + cell;
    }
    return cells;
  }

  private static int[][] along(Windows windows, int axis, int outputs, int extent) {
    int[][] cells = new int[outputs][];
    for (int p = 0; p < outputs; p++) {
      cells[p] =
          switch (windows) {
            case Window window -> taps(window, axis, p, extent);
            case AdaptiveWindows adaptive -> {
              Windows.Cells each = adaptive.cells(axis, p, extent);
              yield IntStream.range(0, each.count()).map(k -> each.first() + k).toArray();
            }
          };
    }
    int widest = Arrays.stream(cells).mapToInt(row -> row.length).max().orElse(0);
    for (int p = 0; p < outputs; p++) {
      int count = cells[p].length;
      cells[p] = Arrays.copyOf(cells[p], widest);
      Arrays.fill(cells[p], count, widest, Relocation.OUTSIDE);
    }
    return cells;
  }

  /** One for every tap, so that a kernel's weights are in step. */
  private static int[] taps(Window window, int axis, int position, int extent) {
    int corner = position * window.stride().get(axis) - window.before().get(axis);
    return IntStream.range(0, window.kernel().get(axis))
        .map(tap -> corner + tap * window.dilation().get(axis))
        .map(cell -> cell >= 0 && cell < extent ? cell : Relocation.OUTSIDE)
        .toArray();
  }
}
