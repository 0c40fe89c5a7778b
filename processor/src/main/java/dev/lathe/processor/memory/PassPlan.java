package dev.lathe.processor.memory;

import java.util.List;

/**
 * Where a pass finds and leaves its data. Offsets and sizes are in floats; -1 marks what the pass
 * has not.
 *
 * @param arena size of the working memory of one image; it starts as zeros and is kept between
 *     calls
 * @param input offset in the arena of the image, row-major channels first; absent in an inference
 *     pass, which has it in {@link Buffers#IMAGE}
 * @param target offset of what the loss compares with, in the scores' order
 * @param output offset of the scores, row-major channels first; absent in an inference pass, which
 *     has them in {@link Buffers#SCORES}
 * @param loss offset of the loss
 * @param inputGradient offset of the loss's derivative in the image, row-major channels first
 * @param weights the packed weights
 * @param gradients the packed gradient sums: the copies lead from stored to packed order, as for
 *     weights
 * @param masks what a training draws at random
 */
public record PassPlan(
    int arena,
    int input,
    int target,
    int output,
    int loss,
    int inputGradient,
    PackingPlan weights,
    PackingPlan gradients,
    List<MaskPlan> masks) {

  public PassPlan {
    masks = List.copyOf(masks);
  }

  /** Where the caller's copy of a mask lies. */
  public int maskRegion(int node) {
    return masks.stream()
        .filter(mask -> mask.node() == node)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("node " + node + " is no mask"))
        .offset();
  }

  /** A plan without masks. */
  public PassPlan(
      int arena,
      int input,
      int target,
      int output,
      int loss,
      int inputGradient,
      PackingPlan weights,
      PackingPlan gradients) {
    this(arena, input, target, output, loss, inputGradient, weights, gradients, List.of());
  }

  /** What the pass has not. */
  public static final int ABSENT = -1;
}
