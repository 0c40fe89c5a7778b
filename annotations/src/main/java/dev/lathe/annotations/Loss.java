package dev.lathe.annotations;

/**
 * What training makes small, for one image with the scores {@code y} and the target {@code t}; the
 * loss of a mini-batch is the mean over its images. Numbers such as beta are elements of {@link
 * Trainable}.
 *
 * <p>For losses of classes the classes are the output's channels, and {@code t} is the wanted
 * probability of each: 1 for the label, 0 for the others. They are taken at every position of the
 * output map.
 */
public enum Loss {
  /**
   * The mean over the positions of the output map of {@code -sum_c t_c log p_c}.
   *
   * <p>If the network ends in {@link LogSoftmax}, its scores are the {@code log p}; if it ends in
   * {@link Softmax}, its scores are the {@code p}; else its scores are logits. In every case the
   * loss is computed from the logits, so that it does not overflow.
   *
   * <p>Label smoothing, class weights and an ignored class are PyTorch's: with class weights or an
   * ignored class the mean is the sum over all positions of all images of the mini-batch, divided
   * by the sum of their labels' weights.
   */
  CROSS_ENTROPY,

  /**
   * Cross-entropy without any softmax of its own: the scores are taken for the {@code log p}, as
   * they are.
   */
  NEGATIVE_LOG_LIKELIHOOD,

  /** The mean over the output's elements of {@code (y - t)^2}. */
  MEAN_SQUARED_ERROR,

  /** The mean over the output's elements of {@code |y - t|}. */
  MEAN_ABSOLUTE_ERROR,

  /**
   * The mean over the output's elements of {@code d^2 / (2 beta)} where {@code d = |y - t|} is less
   * than {@link Trainable#beta}, and of {@code d - beta / 2} elsewhere.
   */
  SMOOTH_L1,

  /**
   * The mean over the output's elements of {@code d^2 / 2} where {@code d = |y - t|} is less than
   * {@link Trainable#delta}, and of {@code delta (d - delta / 2)} elsewhere.
   */
  HUBER,

  /**
   * The mean over the output's elements of {@code -t log s(y) - (1 - t) log(1 - s(y))}, where s is
   * the sigmoid: every element is a question of its own, the scores are its logits, and t is the
   * wanted probability. The network must not end in a sigmoid.
   */
  BINARY_CROSS_ENTROPY,

  /**
   * The hinge loss of several classes, {@code sum_c max(0, margin - y_label + y_c)^power / C} over
   * all classes but the label; see {@link Trainable#margin} and {@link Trainable#power}.
   */
  MULTI_MARGIN,

  /**
   * LeNet-5's (LeCun et al., 1998): {@code y_label + log(e^-j + sum_c e^-y_c)}, for scores that are
   * penalties, such as distances; {@link Trainable#floor} is j, the penalty of a class of rubbish.
   */
  MAXIMUM_A_POSTERIORI
}
