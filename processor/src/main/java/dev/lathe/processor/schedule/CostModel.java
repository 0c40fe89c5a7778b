package dev.lathe.processor.schedule;

import java.util.List;

/**
 * Estimates cycles. The figures describe a core with two vector multiply-add ports, two load ports
 * and a latency of 4 cycles; what counts is the order of the candidates, not the number.
 */
final class CostModel {
  private static final double MULTIPLY_ADDS_PER_CYCLE = 2;
  private static final double LOADS_PER_CYCLE = 2;

  /** A sum waits this long for its predecessor: fewer than 8 sums leave the ports idle. */
  private static final double LATENCY = 4;

  /** Scalars multiply and add in two instructions, one behind the other. */
  private static final double SCALAR_LATENCY = 8;

  /**
   * Entering and leaving an innermost loop: a mispredicted branch, amortised. To it come about two
   * more steps: HotSpot peels loops to move range checks out. With the 5 taps of a row in a loop
   * LeNet-5 took 17.0 us, with the taps written out on a smaller tile 10.5.
   */
  private static final double LOOP_OVERHEAD = 5;

  private CostModel() {}

  static double cycles(Contraction contraction, Tiling tiling, List<Region> regions) {
    double sum = 0;
    for (Region region : regions) {
      sum += region.trips() * cyclesOfTile(contraction, tiling, region);
    }
    return sum;
  }

  private static double cyclesOfTile(Contraction contraction, Tiling tiling, Region region) {
    TileShape shape = TileShape.of(contraction, tiling, region);
    double arithmetic =
        shape.accumulators() / MULTIPLY_ADDS_PER_CYCLE * (tiling.lanes() == 1 ? 2 : 1);
    double loads = (shape.vectorLoads() + shape.broadcasts()) / LOADS_PER_CYCLE;
    double latency = tiling.lanes() == 1 ? SCALAR_LATENCY : LATENCY;
    double step = Math.max(latency, Math.max(arithmetic, loads));
    int summands = contraction.summands();
    if (summands == 0) {
      return shape.accumulators();
    }
    double inner = 1;
    for (int i = tiling.reduction().size() - 1; i >= 0; i--) {
      Axis axis = contraction.axis(tiling.reduction().get(i));
      inner *= axis.extent();
      if (!tiling.unrolled().contains(axis.name())) {
        break;
      }
    }
    double loops = tiling.reduction().isEmpty() ? 0 : summands / inner * (LOOP_OVERHEAD + 2 * step);
    // Bias, activation and store: about two instructions a result, and the accumulators' first
    // zeros.
    return summands * step + loops + 2.0 * shape.accumulators() + LOOP_OVERHEAD;
  }
}
