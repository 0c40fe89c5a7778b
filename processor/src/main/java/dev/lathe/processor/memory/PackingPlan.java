package dev.lathe.processor.memory;

import java.util.List;

/**
 * How parameters are packed. Cells that no copy reaches stay zero: they fill vectors up.
 *
 * @param segmentFloats size of the aligned segment: weights that vectors are read from
 * @param arrayFloats size of the array: weights that single floats are read from, or the sums of
 *     gradients
 * @param folds parameters made of others, before the transforms
 * @param transforms of parameters, before the copies
 * @param copies of what stays as it is
 * @param rounded weights of the segment that do not
 */
public record PackingPlan(
    int segmentFloats,
    int arrayFloats,
    List<PackedFold> folds,
    List<PackedTransform> transforms,
    List<PackedCopy> copies,
    List<PackedRounding> rounded) {

  public static final PackingPlan NONE = new PackingPlan(0, 0, List.of());

  public PackingPlan {
    folds = List.copyOf(folds);
    transforms = List.copyOf(transforms);
    copies = List.copyOf(copies);
    rounded = List.copyOf(rounded);
  }

  /** Parameters as they are. */
  public PackingPlan(int segmentFloats, int arrayFloats, List<PackedCopy> copies) {
    this(segmentFloats, arrayFloats, List.of(), List.of(), copies, List.of());
  }
}
