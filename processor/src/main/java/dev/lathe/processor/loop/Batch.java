package dev.lathe.processor.loop;

import java.util.List;

/**
 * Another way to run a pass for several images: stretch by stretch their kernels are replaced by
 * such as do it for all images at once, in memory of their own.
 *
 * @param images how many
 * @param slice floats from an image's values to the next one's in the batch's memory
 * @param floats of the batch's memory
 * @param stretches in order
 */
public record Batch(int images, int slice, int floats, List<Stretch> stretches) {

  public Batch {
    stretches = List.copyOf(stretches);
  }

  /**
   * Calls of the pass that need not run, and what does instead.
   *
   * @param from the first of the calls
   * @param to behind the last of them
   * @param in what comes from each image's arena before
   * @param calls on the batch's memory, which takes the arena's place
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
   * @param batch where it begins for the first image in the batch's memory
   */
  public record Move(int arena, int batch, int floats) {}
}
