package dev.lathe.processor.schedule;

import java.util.List;

/**
 * What is worth being computed for several images at once.
 *
 * @param leastWeights from how many weights on a contraction that uses each once is a candidate,
 *     and is one for {@link DotProducts}
 * @param sizes how many images there may be at once, apart from {@code rest}
 * @param rest how many there are where fewer are left
 */
public record MicroBatchPolicy(int leastWeights, List<Integer> sizes, int rest) {

  /**
   * Figures that are estimates: fewer weights than 4096 (16 KB) stay in the first-level cache from
   * image to image, and sizes have many divisors, so that there is a tile for each number of
   * registers.
   */
  public static final MicroBatchPolicy DEFAULT = new MicroBatchPolicy(4096, List.of(24, 12, 8), 4);

  /** Every image by itself, with weights that are packed for every use. */
  public static final MicroBatchPolicy NEVER =
      new MicroBatchPolicy(Integer.MAX_VALUE, List.of(), 1);

  private static final double CACHED_FLOATS = Machine.CACHES.besideStreams() / Float.BYTES;

  public MicroBatchPolicy {
    sizes = List.copyOf(sizes);
  }

  /**
   * The sizes of micro-batches, the largest first; none if single images are best. This compares
   * estimates of traffic: of weights that are used once an image four streams pass the caches,
   * since they are read forward and backward and their gradients are read and written. A
   * micro-batch divides that by its size. If its values do not stay in the second-level cache, they
   * are written to the next one and read from there instead.
   *
   * @param weights floats, of all layers that may be computed so
   * @param image floats, the values of one image
   */
  List<Integer> sizes(double weights, double image) {
    int best = 1;
    double least = traffic(1, weights, image);
    for (int size : sizes) {
      boolean isHeld = size * image <= CACHED_FLOATS + 4 * weights;
      double floats = traffic(size, weights, image);
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
  private static double traffic(int images, double weights, double image) {
    return 4 * weights / images + (images * image > CACHED_FLOATS ? 2 * image : 0);
  }
}
