package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.WindowRun;
import java.util.List;
import java.util.stream.IntStream;

/** How often the windows of a pooling see the cells of its map. */
final class PoolCoverage {
  private boolean overlaps;
  private boolean complete = true;

  PoolCoverage(List<PoolRegion> regions, Shape map) {
    for (int axis = 0; axis < map.spatialRank(); axis++) {
      int[] seen = new int[map.extent(axis + 1)];
      int d = axis;
      regions.stream()
          .map(region -> region.spans().get(d))
          .distinct()
          .forEach(span -> count(span, seen));
      overlaps |= IntStream.of(seen).anyMatch(count -> count > 1);
      complete &= IntStream.of(seen).allMatch(count -> count > 0);
    }
  }

  private static void count(WindowRun span, int[] seen) {
    for (int position = span.from(); position < span.to(); position++) {
      for (int tap = 0; tap < span.taps(); tap++) {
        seen[span.origin() + span.stride() * position + span.dilation() * tap]++;
      }
    }
  }

  /** Whether a cell belongs to several windows. */
  boolean overlaps() {
    return overlaps;
  }

  /** Whether every cell belongs to a window. */
  boolean isComplete() {
    return complete;
  }
}
