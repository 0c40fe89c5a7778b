package dev.lathe.processor.schedule;

import dev.lathe.processor.loop.Index;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What one pass through straight-line code does to a register tile: one summand of each result, or
 * several where the innermost loops are unrolled.
 *
 * @param summands of each result
 * @param products multiply-adds of vectors
 * @param vectorLoads vectors read
 * @param broadcasts scalars read and spread
 * @param shared whether a scalar that meets several weights is read once for all of them: a pixel
 *     under neighbouring taps. All weights of the step are in registers then
 */
record StepShape(int summands, int products, int vectorLoads, int broadcasts, boolean shared) {

  /**
   * The step of a tiling.
   *
   * @param registers that the tile may use
   * @param mayShare whether summands may be added in another order than that of their loops
   */
  static StepShape of(
      Contraction contraction, Tiling tiling, Region region, int registers, boolean mayShare) {
    TileShape single = TileShape.of(contraction, tiling, region);
    int summands = 1;
    for (String axis : tiling.straight()) {
      summands *= contraction.axis(axis).extent();
    }
    int products = summands * single.accumulators();
    if (mayShare && summands > 1 && spreadsMap(contraction, tiling)) {
      int vectors = summands * single.vectorLoads();
      if (single.accumulators() + vectors + 1 <= registers) {
        int broadcasts = places(contraction, contraction.left(), tiling, region);
        return new StepShape(summands, products, vectors, broadcasts, true);
      }
    }
    return new StepShape(
        summands, products, summands * single.vectorLoads(), summands * single.broadcasts(), false);
  }

  /** Calls of the Vector API in the step as the emitter writes it. */
  int calls() {
    return products + vectorLoads + broadcasts;
  }

  /** Whether weights are what is read by vectors, and pixels are what is spread. */
  private static boolean spreadsMap(Contraction contraction, Tiling tiling) {
    return !contraction.left().dependsOn(tiling.vectorAxis())
        && contraction.right().map(right -> right.dependsOn(tiling.vectorAxis())).orElse(false);
  }

  /** How many elements the step touches: coordinates depend on axes of their own each. */
  private static int places(Contraction contraction, Access access, Tiling tiling, Region region) {
    int places = 1;
    for (Index coordinate : access.coordinates()) {
      Set<Integer> values = Set.of(0);
      for (Map.Entry<String, Integer> term : coordinate.terms().entrySet()) {
        List<Integer> steps = steps(contraction.axis(term.getKey()), tiling, region);
        Set<Integer> sums = new HashSet<>();
        for (int value : values) {
          steps.forEach(step -> sums.add(value + term.getValue() * step));
        }
        values = sums;
      }
      places *= values.size();
    }
    return places;
  }

  private static List<Integer> steps(Axis axis, Tiling tiling, Region region) {
    boolean all =
        axis.role() == Axis.Role.POOLED
            || (axis.role() == Axis.Role.SUMMED && tiling.straight().contains(axis.name()));
    if (all) {
      return IntStream.range(0, axis.extent()).boxed().toList();
    }
    return axis.role() == Axis.Role.PARALLEL ? region.offsets(axis.name()) : List.of(0);
  }
}
