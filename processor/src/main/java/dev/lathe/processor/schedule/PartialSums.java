package dev.lathe.processor.schedule;

import dev.lathe.processor.loop.Budget;

/**
 * Sums in parts. A sum waits four cycles for the one before it, and a core adds two in each: a tile
 * of fewer than eight leaves its ports idle. So the summands of such results are dealt out to
 * several sums, which are added in the end. A dense layer of 500 inputs and 10 outputs, one vector
 * of them, takes 0.52 us in one part and 0.20 in four ({@code tune --all --rounds 9 --forks 1
 * --candidates 1} before and with this class).
 *
 * <p>That is for inference: in training, single images and micro-batches, whose tiles have several
 * images, have to add in the same order. Scalars are left alone: they are for machines without the
 * Vector API, and easiest to read as they are.
 */
public final class PartialSums {

  /** What is under way at once if no port is idle. */
  private static final int SUMS = 8;

  /** With more parts, reading what they multiply takes longer than to wait for them. */
  private static final int MOST = 4;

  private PartialSums() {}

  /** The same graph with split sums, if their order is free. */
  static ScheduledGraph apply(ScheduledGraph scheduled) {
    if (scheduled.isTraining() || scheduled.machine().strict()) {
      return scheduled;
    }
    return scheduled.map(ScheduledContraction::splitting);
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
    int sums = shape.accumulators();
    if (!scheduled.split() || tiling.lanes() == 1 || sums >= SUMS) {
      return 1;
    }
    int most = Math.min(MOST, Math.ceilDiv(SUMS, sums));
    for (int parts = Math.min(most, registers(scheduled, region) / sums); parts > 1; parts--) {
      if (trips % parts == 0 && trips > parts) {
        return parts;
      }
    }
    return 1;
  }

  /**
   * Those that the sums may fill: not what they multiply, and not what is read for each of them.
   */
  private static int registers(ScheduledContraction scheduled, Region region) {
    Tiling tiling = scheduled.tiling();
    int all = Budget.registers(tiling.lanes());
    int factors =
        tiling.shared()
            ? StepShape.of(scheduled.contraction(), tiling, region, all, true).weights()
            : TileShape.of(scheduled.contraction(), tiling, region).vectorLoads();
    return all - factors - 1;
  }
}
