package dev.lathe.runtime.spi;

import java.util.List;

/**
 * How a training pass runs on several images at once: stretch by stretch, kernels of single images
 * are replaced by such as compute for all images together, so that weights come from the far caches
 * once. These work in memory of their own, which has a slice for each image; the bits are the same.
 *
 * @param images how many, at least 2
 * @param slice floats from an image's values to the next one's
 * @param floats of the memory; it starts as zeros and is kept from micro-batch to micro-batch
 * @param stretches in the order of the kernels
 */
public record MicroBatchPlan(int images, int slice, int floats, List<Stretch> stretches) {

  public MicroBatchPlan {
    stretches = List.copyOf(stretches);
    if (images < 2 || slice < 0 || floats < 0) {
      throw new IllegalArgumentException(
          "A micro-batch of %d images with slices of %d of %d floats"
              .formatted(images, slice, floats));
    }
  }

  /**
   * Kernels of single images that need not run, and what does instead.
   *
   * @param from the first of them
   * @param to behind the last of them
   * @param begin the first kernel that runs instead, with the micro-batch's memory as its arena;
   *     they stand behind all kernels of single images
   * @param end behind the last of these
   * @param in copied from each image's arena to its slice before
   * @param out copied from each slice to its image's arena behind
   */
  public record Stretch(int from, int to, int begin, int end, List<Move> in, List<Move> out) {

    public Stretch {
      in = List.copyOf(in);
      out = List.copyOf(out);
      if (from < 0 || to < from || begin < to || end < begin) {
        throw new IllegalArgumentException(
            "Kernels %d to %d instead of %d to %d".formatted(begin, end, from, to));
      }
    }
  }

  /**
   * A copy.
   *
   * @param arena where it begins in an image's arena
   * @param memory where it begins for the first image in the micro-batch's memory
   */
  public record Move(int arena, int memory, int floats) {

    public Move {
      if (arena < 0 || memory < 0 || floats < 0) {
        throw new IllegalArgumentException(
            "A copy of %d floats between %d and %d".formatted(floats, arena, memory));
      }
    }
  }
}
