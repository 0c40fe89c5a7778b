package dev.lathe.processor.loop;

import java.util.List;

/**
 * Another way to run a pass for several images: stretch by stretch their kernels are replaced by
 * such as do it for all images at once, in memory of their own. (What a trainer calls a batch is
 * another thing: it is cut into micro-batches and single images.)
 *
 * @param images how many
 * @param slice floats from an image's values to the next one's in the micro-batch's memory
 * @param floats of the micro-batch's memory
 * @param stretches in order
 */
public record MicroBatch(int images, int slice, int floats, List<Stretch> stretches) {

  public MicroBatch {
    stretches = List.copyOf(stretches);
  }

  /**
   * Calls of the pass that need not run, and what does instead.
   *
   * @param from the first of the calls
   * @param to behind the last of them
   * @param in what comes from each image's arena before
   * @param calls on the micro-batch's memory, which takes the arena's place
   * @param out what goes into each image's arena behind
   */
  public record Stretch(int from, int to, List<Move> in, List<KernelCall> calls, List<Move> out) {

    public Stretch {
      in = List.copyOf(in);
      calls = List.copyOf(calls);
      out = List.copyOf(out);
    }
  }

  /**
   * A copy.
   *
   * @param arena where it begins in an image's arena
   * @param memory where it begins for the first image in the micro-batch's memory
   */
  public record Move(int arena, int memory, int floats) {}
}
