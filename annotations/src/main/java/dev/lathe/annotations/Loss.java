package dev.lathe.annotations;

/** What training makes small. The loss of a mini-batch is the mean over its images. */
public enum Loss {
  /**
   * The mean over the positions of the output map of {@code -sum_c t_c log p_c}, where the classes
   * {@code c} are the output's channels and {@code t} is the wanted probability of each (1 for an
   * image's label, 0 for the others).
   *
   * <p>If the network ends in {@link LogSoftmax}, its scores are the {@code log p}; if it ends in
   * {@link Softmax}, its scores are the {@code p}; else its scores are logits. In every case the
   * loss is computed from the logits, so that it does not overflow.
   */
  CROSS_ENTROPY,

  /** The mean over the output's elements of {@code (y - t)^2}. */
  MEAN_SQUARED_ERROR
}
