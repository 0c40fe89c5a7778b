package dev.lathe.processor.loop;

import java.util.Optional;

/**
 * A mean over the images of a batch, for which all of them wait.
 *
 * @param kernels how many kernels run before it
 * @param from where an image's values begin in its arena
 * @param to where their means are wanted
 * @param floats how many there are
 * @param statistic what follows the means from batch to batch
 */
public record Exchange(int kernels, int from, int to, int floats, Optional<Statistic> statistic) {

  /**
   * A running mean of means.
   *
   * @param name the stored tensor's
   * @param momentum how far it follows in one step
   * @param samples of one image, if the means are variances; else 0
   */
  public record Statistic(String name, double momentum, int samples) {}
}
