package dev.lathe.processor.schedule;

/**
 * What one pass through straight-line code does to a register tile: one summand of each result, or
 * several where the innermost loops are unrolled.
 *
 * @param summands of each result
 * @param products multiply-adds of vectors
 * @param vectorLoads vectors read
 * @param broadcasts scalars read and spread
 * @param weights registers that hold all weights of the step, so that what meets several of them, a
 *     pixel or a row under neighbouring taps, is read once; 0 if they are read as they are used
 */
record StepShape(int summands, int products, int vectorLoads, int broadcasts, int weights) {

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
    StepCells cells = new StepCells(contraction, tiling, region);
    int products = (int) Math.round(cells.inside() * summands * single.accumulators());
    boolean spreadsMap = !contraction.left().dependsOn(tiling.vectorAxis());
    boolean spreadsWeights =
        contraction.right().map(right -> !right.dependsOn(tiling.vectorAxis())).orElse(true);
    if (mayShare
        && summands > 1
        && contraction.right().isPresent()
        && spreadsMap != spreadsWeights) {
      int weights = summands * (spreadsMap ? single.vectorLoads() : single.broadcasts());
      if (single.accumulators() + weights + 1 <= registers) {
        return spreadsMap
            ? new StepShape(summands, products, weights, cells.reads(), weights)
            : new StepShape(summands, products, cells.reads(), weights, weights);
      }
    }
    return new StepShape(
        summands, products, summands * single.vectorLoads(), summands * single.broadcasts(), 0);
  }

  /** Whether an element of the map is read once for all weights that it meets. */
  boolean shared() {
    return weights > 0;
  }

  /** Calls of the Vector API in the step as the emitter writes it. */
  int calls() {
    return products + vectorLoads + broadcasts;
  }
}
