package dev.lathe.processor.schedule;

import dev.lathe.processor.loop.Budget;
import java.util.List;
import java.util.Optional;

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
   * With fewer registers left C2 begins to spill sums: 2 vectors by 14 pixels took 1.40 ms where 2
   * by 12 took 1.33.
   */
  private static final int SPARE_REGISTERS = 3;

  /**
   * Of 32: 3 by 8 took 3.4 us of 96 to 192 maps of 4x4 with 1x1 taps, 2 by 8 took 2.6; of 2 by 13
   * and 2 by 10 the former took 0.98 to 1.21 of the time ({@code tune --all}, an EPYC).
   */
  private static final int SPARE_OF_MANY = 5;

  private static final double SPILLS = 1.1;

  /**
   * Where reads are shared, C2 moves them all to the front of the step: 14 sums with 3 weights and
   * 14 pixels ran at 87 % of the peak, 15, 16, 18 and 20 sums at 82, 75, 59 and 55 %.
   */
  private static final double SPILLS_OF_READ = 0.05;

  /**
   * Where the images' products are added one by one and several vectors share scalars, C2 may read
   * all scalars before it comes to the last vector: of a gradient's kernel of 2 by 12 sums it left
   * 18 in registers, of the same tile of another layer all 24. By hand the former took 10.6 us,
   * with 2 by 10 sums 6.8.
   */
  private static final double SPILLS_OF_SUMS = 1.2;

  /** To read a place from a table, and to check it. */
  private static final double LOOKUP = 1;

  private CostModel() {}

  static double cycles(Contraction contraction, Tiling tiling, List<Region> regions) {
    double sum = 0;
    for (Region region : regions) {
      sum +=
          region.trips() * cyclesOfTile(contraction, tiling, region)
              + CacheMisses.fetching(contraction, tiling, region);
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
    double loads =
        (vectors + straight.broadcasts()) / LOADS_PER_CYCLE
            + straight.broadcasts() * CacheMisses.ofScalar(contraction, tiling, region);
    double latency = straight.summands() * (tiling.lanes() == 1 ? SCALAR_LATENCY : LATENCY);
    double step = Math.max(latency, Math.max(arithmetic, loads));
    if (Streaming.readsSegment(contraction, tiling.vectorAxis(), tiling.lanes(), shape)
        && Streaming.isBeyondCache(contraction, tiling.lanes(), shape)) {
      double bytes = straight.summands() * Streaming.bytesPerStep(tiling.lanes(), shape);
      if (tiling.isRounded()) {
        bytes *= (double) RoundedWeights.stored(shape.vectorLoads()) / shape.vectorLoads();
      }
      step = Math.max(step, bytes / Caches.SECOND_LEVEL_BYTES_PER_CYCLE);
    }
    step *= spills(contraction, shape, straight, Budget.registers(tiling.lanes()));
    List<String> loops =
        tiling.reduction().stream().filter(axis -> !tiling.unrolled().contains(axis)).toList();
    Optional<TapLimit> limit = TapLimit.of(contraction, tiling, region);
    double seen = limit.map(each -> each.share(region)).orElse(1.0);
    double steps = seen * summands / straight.summands();
    double each = step / straight.summands();
    double outside = tiling.reduction().isEmpty() ? 0 : loopCycles(contraction, loops, steps, each);
    if (limit.isPresent() && loops.size() > 1) {
      // A limited loop stays by itself: what is inside is entered in each of its trips.
      double trips = seen * contraction.axis(limit.get().axis()).extent();
      List<String> inside = loops.subList(1, loops.size());
      outside = LOOP_OVERHEAD + trips * loopCycles(contraction, inside, steps / trips, each);
    }
    // Bias, function and store: about two instructions a result, and the accumulators' first
    // zeros.
    return steps * step + outside + 2.0 * shape.accumulators() + LOOP_OVERHEAD;
  }

  /** How much longer a step takes because it has too few registers. */
  private static double spills(
      Contraction contraction, TileShape shape, StepShape step, int registers) {
    int reads = shape.vectorLoads() + shape.broadcasts();
    if (contraction.continuesSums()
        && shape.vectorLoads() > 1
        && shape.accumulators() + reads > registers) {
      return SPILLS_OF_SUMS;
    }
    if (!step.shared()) {
      int spare = registers == Budget.MANY_REGISTERS ? SPARE_OF_MANY : SPARE_REGISTERS;
      return shape.registers() > registers - spare ? SPILLS : 1;
    }
    int alive = shape.accumulators() + step.vectorLoads() + step.broadcasts();
    return 1 + SPILLS_OF_READ * Math.max(0, alive - registers - 1);
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
        ? 1 + (tiling.lanes() - 1) * (double) Float.BYTES / Caches.LINE
        : 1;
  }

  /**
   * What loops over summands cost besides their steps. Short ones are one loop that looks its
   * places up.
   *
   * @param each cycles of one summand
   */
  private static double loopCycles(
      Contraction contraction, List<String> loops, double steps, double each) {
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
