package dev.lathe.processor.schedule;

import dev.lathe.processor.loop.Budget;
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

  /**
   * What the second-level cache delivers while the ports multiply. A tile of 4 vectors by 6 pixels,
   * which reads 256 bytes of weights for 24 multiply-adds, ran a 64-to-64 convolution at 78 % of
   * the peak, one of 2 by 12 at 84 %.
   */
  private static final double STREAMED_BYTES_PER_CYCLE = 18;

  /**
   * With fewer registers left C2 begins to spill sums: 2 vectors by 14 pixels took 1.40 ms where 2
   * by 12 took 1.33.
   */
  private static final int SPARE_REGISTERS = 3;

  private static final double SPILLS = 1.1;

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
    int summands = contraction.summands();
    double step = Math.max(latency, Math.max(arithmetic, loads));
    if (Streaming.readsSegment(contraction, tiling.vectorAxis(), tiling.lanes(), shape)
        && Streaming.isBeyondCache(contraction, tiling.lanes(), shape)) {
      double bytes = Streaming.bytesPerStep(tiling.lanes(), shape);
      step = Math.max(step, bytes / STREAMED_BYTES_PER_CYCLE);
    }
    if (shape.registers() > Budget.registers(tiling.lanes()) - SPARE_REGISTERS) {
      step *= SPILLS;
    }
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
