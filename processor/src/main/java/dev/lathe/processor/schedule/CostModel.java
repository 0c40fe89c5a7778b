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

  /** To read a place from a table, and to check it. */
  private static final double LOOKUP = 1;

  private static final double LINE_BYTES = 64;

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
    int summands = contraction.summands();
    if (summands == 0) {
      return shape.accumulators();
    }
    StepShape straight =
        StepShape.of(
            contraction, tiling, region, Budget.registers(tiling.lanes()), tiling.shared());
    double arithmetic =
        straight.products() / MULTIPLY_ADDS_PER_CYCLE * (tiling.lanes() == 1 ? 2 : 1);
    double vectors = straight.vectorLoads() * linesOfRead(contraction, tiling);
    double loads = (vectors + straight.broadcasts()) / LOADS_PER_CYCLE;
    double latency = straight.summands() * (tiling.lanes() == 1 ? SCALAR_LATENCY : LATENCY);
    double step = Math.max(latency, Math.max(arithmetic, loads));
    if (Streaming.readsSegment(contraction, tiling.vectorAxis(), tiling.lanes(), shape)
        && Streaming.isBeyondCache(contraction, tiling.lanes(), shape)) {
      double bytes = straight.summands() * Streaming.bytesPerStep(tiling.lanes(), shape);
      step = Math.max(step, bytes / STREAMED_BYTES_PER_CYCLE);
    }
    int held =
        straight.shared() ? shape.accumulators() + straight.weights() + 1 : shape.registers();
    if (held > Budget.registers(tiling.lanes()) - SPARE_REGISTERS) {
      step *= SPILLS;
    }
    double steps = (double) summands / straight.summands();
    double loops = loopCycles(contraction, tiling, steps, step / straight.summands());
    // Bias, activation and store: about two instructions a result, and the accumulators' first
    // zeros.
    return steps * step + loops + 2.0 * shape.accumulators() + LOOP_OVERHEAD;
  }

  /**
   * The cache lines that a vector is read from: vectors along the rows of a map begin at any of
   * their cells. A 5x5 convolution to 6 maps of 28x28 that read 5 vectors for 8 multiply-adds took
   * 2.8 us, with each row read once for all its taps 1.9.
   */
  private static double linesOfRead(Contraction contraction, Tiling tiling) {
    boolean alongRows =
        contraction.left().coordinates().stream()
            .skip(1)
            .anyMatch(coordinate -> coordinate.terms().containsKey(tiling.vectorAxis()));
    return alongRows && tiling.lanes() > 1
        ? 1 + (tiling.lanes() - 1) * Float.BYTES / LINE_BYTES
        : 1;
  }

  /**
   * What loops over summands cost besides their steps. Short ones are one loop that looks its
   * places up.
   *
   * @param each cycles of one summand
   */
  private static double loopCycles(
      Contraction contraction, Tiling tiling, double steps, double each) {
    List<String> loops =
        tiling.reduction().stream().filter(axis -> !tiling.unrolled().contains(axis)).toList();
    if (tiling.reduction().isEmpty()) {
      return 0;
    }
    if (loops.isEmpty()) {
      return LOOP_OVERHEAD + 2 * each;
    }
    int inner = contraction.axis(loops.getLast()).extent();
    if (loops.size() > 1 && inner < Tiling.LONG_LOOP) {
      return LOOP_OVERHEAD + 2 * each + steps * LOOKUP;
    }
    return steps / inner * (LOOP_OVERHEAD + 2 * each);
  }
}
