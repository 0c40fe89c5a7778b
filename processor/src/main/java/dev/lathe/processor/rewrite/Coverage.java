package dev.lathe.processor.rewrite;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import java.util.stream.IntStream;

/** What windows see of a map. */
final class Coverage {
  private Coverage() {}

  /**
   * Whether each window has at least one tap on the map. The maximum of one that has none is minus
   * infinity, which is not the activation of anything.
   *
   * @param map what the windows slide over
   * @param positions the shape with one position a window
   */
  static boolean everyWindowMeetsTheMap(Window window, Shape map, Shape positions) {
    return IntStream.range(0, window.rank())
        .allMatch(
            axis ->
                IntStream.range(0, positions.extent(axis + 1))
                    .allMatch(p -> meets(window, axis, p, map.extent(axis + 1))));
  }

  private static boolean meets(Window window, int axis, int position, int extent) {
    int first = window.stride().get(axis) * position - window.before().get(axis);
    return IntStream.range(0, window.kernel().get(axis))
        .map(r -> first + window.dilation().get(axis) * r)
        .anyMatch(cell -> cell >= 0 && cell < extent);
  }
}
