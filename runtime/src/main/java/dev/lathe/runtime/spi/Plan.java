package dev.lathe.runtime.spi;

import java.util.List;

/**
 * Where a pass finds and leaves its data. Offsets and sizes are in floats; {@link #ABSENT} marks
 * what the pass has not.
 *
 * @param arena size of the working memory of one image; it starts as zeros and is kept between
 *     calls
 * @param input offset in the arena of the image, row-major channels first; absent in an inference
 *     pass, which reads it from the caller's {@link Ends}
 * @param target offset of what the loss compares with, in the scores' order and number
 * @param output offset of the scores, row-major channels first; absent in an inference pass, which
 *     writes them to the caller's {@link Ends}
 * @param loss offset of the loss, one float
 * @param inputGradient offset of the loss's derivative in the image, row-major channels first
 * @param weights the packed weights; in a training pass the first floats of their array are as many
 *     as the gradients have, and each of them that is read has its gradient in the same place
 * @param gradients the packed gradient sums, in the array only: its copies lead from stored to
 *     packed order, as for weights
 * @param exchanges the means over the images of a batch, in the order of the kernels
 * @param masks what a training draws at random
 * @param microBatches how several images run at once, the most images first
 */
public record Plan(
    int arena,
    int input,
    int target,
    int output,
    int loss,
    int inputGradient,
    Packing weights,
    Packing gradients,
    List<Exchange> exchanges,
    List<Mask> masks,
    List<MicroBatchPlan> microBatches) {

  /** The offset of what the pass has not. */
  public static final int ABSENT = -1;

  public Plan {
    exchanges = List.copyOf(exchanges);
    masks = List.copyOf(masks);
    microBatches = List.copyOf(microBatches);
    if (gradients.segmentFloats() != 0) {
      throw new IllegalArgumentException(
          "Gradients are summed in the array alone, but the plan has "
              + gradients.segmentFloats()
              + " floats of them in a segment");
    }
  }

  /** The plan of a pass that treats every image by itself, and alike each time. */
  public Plan(
      int arena,
      int input,
      int target,
      int output,
      int loss,
      int inputGradient,
      Packing weights,
      Packing gradients) {
    this(
        arena,
        input,
        target,
        output,
        loss,
        inputGradient,
        weights,
        gradients,
        List.of(),
        List.of(),
        List.of());
  }
}
