package dev.lathe.processor.memory;

import java.util.List;

/**
 * How parameters are packed. Cells that no copy reaches stay zero: they fill vectors up.
 *
 * @param segmentFloats size of the aligned segment that vectors are read from
 * @param arrayFloats size of the array that scalars are broadcast from
 */
public record PackingPlan(int segmentFloats, int arrayFloats, List<PackedCopy> copies) {

  public static final PackingPlan NONE = new PackingPlan(0, 0, List.of());

  public PackingPlan {
    copies = List.copyOf(copies);
  }
}
