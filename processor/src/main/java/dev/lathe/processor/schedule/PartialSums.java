package dev.lathe.processor.schedule;

import dev.lathe.processor.loop.Budget;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums in parts. A sum waits four cycles for the one before it, and a core adds two in each: a tile
 * of fewer than eight leaves its ports idle. So the summands of such results are dealt out to
 * several sums, which are added in the end. A dense layer of 500 inputs and 10 outputs, one vector
 * of them, takes 0.52 us in one part and 0.20 in four ({@code tune --all --rounds 9 --forks 1
 * --candidates 1} before and with this class).
 *
 * <p>That is for inference: in training, single images and micro-batches, whose tiles have several
 * images, have to add in the same order. And it is for vectors, whose kernels HotSpot compiles as
 * they are written; it unrolls loops over scalars itself.
 */
public final class PartialSums {

  /** What is under way at once if no port is idle. */
  private static final int SUMS = 8;

  /** With more parts, reading what they multiply takes longer than to wait for them. */
  private static final int MOST = 4;

  private PartialSums() {}

  /** The same graph with split sums, if their order is free. */
  static ScheduledGraph apply(ScheduledGraph scheduled) {
    if (scheduled.isTraining() || scheduled.machine().isScalar() || scheduled.machine().strict()) {
      return scheduled;
    }
    Map<Integer, List<ScheduledContraction>> split = new HashMap<>();
    scheduled
        .contractions()
        .forEach(
            (node, all) ->
                split.put(node, all.stream().map(ScheduledContraction::splitting).toList()));
    return new ScheduledGraph(
        scheduled.graph(),
        scheduled.machine(),
        scheduled.orders(),
        split,
        scheduled.offers(),
        scheduled.microBatches());
  }

  /**
   * In how many parts a region's sums go.
   *
   * @param trips of the innermost loop over summands, or summands of straight-line code if that has
   *     several: each part has as many of them
   */
  public static int of(ScheduledContraction scheduled, Region region, int trips) {
    Tiling tiling = scheduled.tiling();
    TileShape shape = TileShape.of(scheduled.contraction(), tiling, region);
    if (!scheduled.split() || tiling.shared() || shape.accumulators() >= SUMS) {
      return 1;
    }
    int most = Math.min(MOST, Math.ceilDiv(SUMS, shape.accumulators()));
    int registers = Budget.registers(tiling.lanes()) - shape.vectorLoads() - 1;
    for (int parts = Math.min(most, registers / shape.accumulators()); parts > 1; parts--) {
      if (trips % parts == 0 && trips > parts) {
        return parts;
      }
    }
    return 1;
  }
}
