package dev.lathe.processor.rewrite;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Windows;
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
  static boolean everyWindowMeetsTheMap(Windows windows, Shape map, Shape positions) {
    return IntStream.range(0, windows.rank())
        .allMatch(
            axis ->
                IntStream.range(0, positions.extent(axis + 1))
                    .allMatch(p -> windows.cells(axis, p, map.extent(axis + 1)).count() > 0));
  }
}
