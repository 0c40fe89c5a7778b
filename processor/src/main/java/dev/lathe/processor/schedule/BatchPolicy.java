package dev.lathe.processor.schedule;

import java.util.List;

/**
 * What is worth being computed for several images at once.
 *
 * @param leastWeights from how many weights on a contraction that uses each once is a candidate
 * @param sizes how many images there may be at once, apart from {@code rest}
 * @param rest how many there are where fewer are left
 */
public record BatchPolicy(int leastWeights, List<Integer> sizes, int rest) {

  /**
   * Fewer weights stay in the first-level cache from image to image. Sizes have many divisors, so
   * that there is a tile for each number of registers.
   */
  public static final BatchPolicy DEFAULT = new BatchPolicy(4096, List.of(24, 12, 8), 4);

  /** Every image by itself. */
  public static final BatchPolicy NEVER = new BatchPolicy(0, List.of(), 1);

  /** What the second-level cache holds beside what is streamed through it. */
  private static final double CACHED_FLOATS = 1.5 * 1024 * 1024 / Float.BYTES;

  public BatchPolicy {
    sizes = List.copyOf(sizes);
  }

  /**
   * The sizes of batches, the largest first; none if single images are best. Of weights that are
   * used once an image four streams pass the caches: they are read forward and backward, their
   * gradients are read and written. A batch divides that by its size. If its values do not stay in
   * the second-level cache, they are written to the next one and read from there instead.
   *
   * @param weights floats, of all layers that may be computed so
   * @param arena floats, the values of one image
   */
  List<Integer> sizes(double weights, double arena) {
    int best = 1;
    double least = traffic(1, weights, arena);
    for (int size : sizes) {
      boolean isHeld = size * arena <= CACHED_FLOATS + 4 * weights;
      double floats = traffic(size, weights, arena);
      if (isHeld && floats < least) {
        best = size;
        least = floats;
      }
    }
    if (best == 1) {
      return List.of();
    }
    return best > rest && rest > 1 ? List.of(best, rest) : List.of(best);
  }

  /** What passes the first two caches for each image. */
  private static double traffic(int images, double weights, double arena) {
    return 4 * weights / images + (images * arena > CACHED_FLOATS ? 2 * arena : 0);
  }
}
