package dev.lathe.processor.memory;

import dev.lathe.processor.loop.Index;
import dev.lathe.processor.schedule.Access;
import dev.lathe.processor.schedule.Axis;
import dev.lathe.processor.schedule.Contraction;
import dev.lathe.processor.schedule.ScheduledContraction;
import dev.lathe.processor.schedule.Tiling;
import java.util.Map;

/** How far reads reach beyond a map's borders, in cells, for each spatial axis. */
final class Halo {
  private final int[] before;
  private final int[] after;

  Halo(int spatialRank) {
    before = new int[spatialRank];
    after = new int[spatialRank];
  }

  int before(int axis) {
    return before[axis];
  }

  int after(int axis) {
    return after[axis];
  }

  boolean isEmpty() {
    for (int d = 0; d < before.length; d++) {
      if (before[d] != 0 || after[d] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Grows to cover what a contraction reads of a map with the given spatial extents. */
  void cover(ScheduledContraction scheduled, Access access, int[] extents) {
    Contraction contraction = scheduled.contraction();
    if (contraction.summands() == 0) {
      return;
    }
    for (int d = 0; d < extents.length; d++) {
      Index coordinate = access.coordinates().get(d + 1);
      int low = coordinate.constant();
      int high = coordinate.constant();
      for (Map.Entry<String, Integer> term : coordinate.terms().entrySet()) {
        Axis axis = contraction.axis(term.getKey());
        int reach = term.getValue() * (steps(scheduled.tiling(), axis) - 1);
        low += Math.min(0, reach);
        high += Math.max(0, reach);
      }
      cover(d, low, high, extents[d]);
    }
  }

  /** Grows to cover the cells from {@code first} to {@code last} of an axis. */
  void cover(int axis, int first, int last, int extent) {
    before[axis] = Math.max(before[axis], -first);
    after[axis] = Math.max(after[axis], last - (extent - 1));
  }

  /** Vectors that do not overlap run beyond the end of their axis, to whole vectors. */
  private static int steps(Tiling tiling, Axis axis) {
    boolean whole = axis.name().equals(tiling.vectorAxis()) && !tiling.overlapping();
    return whole ? Math.ceilDiv(axis.extent(), tiling.lanes()) * tiling.lanes() : axis.extent();
  }
}
