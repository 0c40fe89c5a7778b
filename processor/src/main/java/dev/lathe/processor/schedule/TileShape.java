package dev.lathe.processor.schedule;

import java.util.List;

/**
 * What one step of the innermost loop does to a register tile.
 *
 * @param accumulators vectors that hold sums
 * @param vectorLoads vectors read for one summand
 * @param broadcasts scalars read and spread for one summand
 */
public record TileShape(int accumulators, int vectorLoads, int broadcasts) {

  /** The machine reads as many vectors in a cycle as it multiplies; the rest is a margin. */
  private static final int FEW_USES = 4;

  public static TileShape of(Contraction contraction, Tiling tiling, Region region) {
    int accumulators = 1;
    for (Axis axis : contraction.axes()) {
      accumulators *= width(axis, region);
    }
    int vectors = 0;
    int broadcasts = 0;
    List<Access> operands =
        contraction
            .right()
            .map(right -> List.of(contraction.left(), right))
            .orElse(List.of(contraction.left()));
    for (Access operand : operands) {
      int reads = reads(contraction, operand, region);
      if (operand.dependsOn(tiling.vectorAxis())) {
        vectors += reads;
      } else {
        broadcasts += reads;
      }
    }
    return new TileShape(accumulators, vectors, broadcasts);
  }

  /** Vectors of weights, or of what else stands on the right, read for one summand. */
  public static int weights(Contraction contraction, Region region) {
    return contraction.right().map(right -> reads(contraction, right, region)).orElse(0);
  }

  private static int reads(Contraction contraction, Access operand, Region region) {
    int reads = 1;
    for (Axis axis : contraction.axes()) {
      reads *= operand.dependsOn(axis.name()) ? width(axis, region) : 1;
    }
    return reads;
  }

  /**
   * Vector API calls in one step as the emitter writes it: each read and each multiply-add is one.
   */
  public int calls() {
    return accumulators + vectorLoads + broadcasts;
  }

  /**
   * Whether a vector read serves so few multiply-adds that the reads are what takes the time, as in
   * dense layers.
   */
  public boolean streams() {
    return accumulators < FEW_USES * vectorLoads;
  }

  /** Registers alive at once: the sums, the vectors, and one broadcast. */
  public int registers() {
    return accumulators + vectorLoads + (broadcasts > 0 ? 1 : 0);
  }

  private static int width(Axis axis, Region region) {
    return switch (axis.role()) {
      case PARALLEL -> region.width(axis.name());
      case POOLED -> axis.extent();
      case SUMMED -> 1;
    };
  }
}
