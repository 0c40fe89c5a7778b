package dev.lathe.processor.network;

import dev.lathe.processor.graph.Divisor;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.SmoothPooling;
import dev.lathe.processor.graph.WindowRun;
import dev.lathe.processor.graph.Windows;
import java.util.List;
import java.util.stream.IntStream;

/** What a pooling layer makes of the cells of a window. */
public sealed interface Pooling {

  /** Three cuts along each of two axes. */
  int MOST_PIECES = 9;

  /** The largest cell. */
  record Maximum() implements Pooling {}

  /** The sum, divided. */
  record Mean(Divisor divisor) implements Pooling {}

  /** A norm or soft maximum. */
  record Smooth(SmoothPooling kind) implements Pooling {}

  /**
   * The operations that pool a map by the given windows, one after the other: one, or one an axis.
   * Where a padding or an uneven division cuts the windows in many ways, whole windows would need a
   * piece of code for each combination of cuts; axis by axis there is one for each cut.
   */
  default List<Operation> operations(Windows windows, Shape map) {
    int pieces = 1;
    for (int axis = 0; axis < windows.rank(); axis++) {
      pieces *= WindowRun.along(windows, divisor(), axis, map.extent(axis + 1)).size();
    }
    if (windows.rank() == 1 || pieces <= MOST_PIECES) {
      return List.of(operation(windows, divisor()));
    }
    int rank = windows.rank();
    return IntStream.range(0, rank)
        .map(step -> rank - 1 - step)
        .filter(axis -> !isIdentity(windows, axis, map.extent(axis + 1)))
        .mapToObj(axis -> operation(along(windows, axis, map), divisor().along(axis)))
        .toList();
  }

  /** Whether each window along an axis is one cell, undivided. */
  private boolean isIdentity(Windows windows, int axis, int extent) {
    WindowRun cells = new WindowRun(0, extent, 0, extent == 1 ? 0 : 1, 1, 1, 1);
    return WindowRun.along(windows, divisor(), axis, extent).equals(List.of(cells));
  }

  /** The windows along an axis, of a map that is pooled along all axes behind it. */
  private static Windows along(Windows windows, int axis, Shape map) {
    int[] pooled = windows.outputExtents(map.spatial());
    int[] extents = map.spatial();
    for (int behind = axis + 1; behind < extents.length; behind++) {
      extents[behind] = pooled[behind];
    }
    return windows.along(axis, Shape.map(map.channels(), extents));
  }

  private Divisor divisor() {
    return this instanceof Mean(Divisor divisor) ? divisor : Divisor.none();
  }

  private Operation operation(Windows windows, Divisor divisor) {
    return switch (this) {
      case Maximum() -> new Operation.MaxPool(windows);
      case Mean _ -> new Operation.AveragePool(windows, divisor);
      case Smooth(SmoothPooling kind) -> new Operation.SmoothPool(windows, kind);
    };
  }
}
