package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Divisor;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Sizes;
import dev.lathe.processor.graph.WindowRun;
import dev.lathe.processor.graph.Windows;
import java.util.ArrayList;
import java.util.List;

/**
 * A box of a pooling's output in which all windows have the same number of cells, the same divisor,
 * and the same distance from each other: the interior, or a piece of the border with windows of its
 * own. No window is tested while it runs, and means have constant divisors.
 *
 * @param spans one for each spatial axis
 */
record PoolRegion(List<WindowRun> spans) {

  PoolRegion {
    spans = List.copyOf(spans);
  }

  /** The number of cells in each window of the box. */
  int taps() {
    return spans.stream().mapToInt(WindowRun::taps).reduce(1, Sizes::product);
  }

  /** What each window's sum is divided by. */
  int divisor() {
    return spans.stream().mapToInt(WindowRun::divisor).reduce(1, Sizes::product);
  }

  /** The boxes that make up the whole output. */
  static List<PoolRegion> of(Windows windows, Divisor divisor, Shape input) {
    List<List<WindowRun>> products = List.of(List.of());
    for (int d = 0; d < windows.rank(); d++) {
      List<List<WindowRun>> longer = new ArrayList<>();
      for (List<WindowRun> prefix : products) {
        for (WindowRun span : WindowRun.along(windows, divisor, d, input.extent(d + 1))) {
          List<WindowRun> spans = new ArrayList<>(prefix);
          spans.add(span);
          longer.add(spans);
        }
      }
      products = longer;
    }
    return products.stream().map(PoolRegion::new).toList();
  }
}
