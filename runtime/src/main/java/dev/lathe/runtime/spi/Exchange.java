package dev.lathe.runtime.spi;

import java.util.Objects;

/**
 * A mean over the images of a batch. It cuts a training pass into stages: all images run the
 * kernels before it, each in an arena of its own, and none of them goes on before the means are
 * known.
 *
 * @param kernels how many of the pass's kernels run before it
 * @param from where each image's values lie in its arena
 * @param to where their means over the images are wanted in every arena
 * @param floats how many there are, at both places
 * @param statistic the name of the running statistic that follows these means in training, and
 *     stands in for them in evaluation; empty if there is none
 * @param momentum how far the statistic follows in one step, 0 to 1
 * @param samples if the means are variances, over how many cells of each image; with n samples in
 *     all images the statistic follows n / (n - 1) times the variance, which is its unbiased
 *     estimate. Else 0
 */
public record Exchange(
    int kernels, int from, int to, int floats, String statistic, float momentum, int samples) {

  public Exchange {
    Objects.requireNonNull(statistic, "statistic");
    if (kernels < 0 || from < 0 || to < 0 || floats < 1 || samples < 0) {
      throw new IllegalArgumentException(
          "An exchange behind %d kernels of %d floats from %d to %d, with %d samples"
              .formatted(kernels, floats, from, to, samples));
    }
  }

  /** A mean without a running statistic. */
  public Exchange(int kernels, int from, int to, int floats) {
    this(kernels, from, to, floats, "", 0, 0);
  }
}
