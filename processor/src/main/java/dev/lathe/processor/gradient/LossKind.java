package dev.lathe.processor.gradient;

import java.util.List;

/**
 * What training minimises, for one image. For losses of classes the target holds the wanted
 * probability t of every class, a channel a class.
 */
public sealed interface LossKind {

  /** The mean over positions of {@code -sum t log p}, p the softmax of the channels. */
  LossKind CROSS_ENTROPY = new CrossEntropy(true, 0, List.of(), -1, false);

  /** The mean over the scores of {@code (y - t)^2}. */
  LossKind SQUARED_ERROR = new Errors(Measure.SQUARED, 0, false);

  /**
   * {@code -sum w t log p} with PyTorch's label smoothing; averaged over the labels' weights in the
   * whole batch.
   *
   * @param softmax whether the scores are logits, or the logarithms themselves
   * @param smoothing the share of a label that is spread over all classes
   * @param weights one a class; empty if all are 1
   * @param ignored the class whose positions have no loss, or -1
   * @param sum whether the positions' losses are summed up instead
   */
  record CrossEntropy(
      boolean softmax, double smoothing, List<Double> weights, int ignored, boolean sum)
      implements LossKind {
    public CrossEntropy {
      weights = List.copyOf(weights);
    }

    /** Whether every position counts alike. */
    boolean isEven() {
      return weights.isEmpty() && ignored < 0;
    }
  }

  /** How an element's error is measured. */
  enum Measure {
    SQUARED,
    ABSOLUTE,
    /** {@code d^2 / 2 beta} for errors below beta, {@code d - beta / 2} above. */
    SMOOTH,
    /** {@code d^2 / 2} for errors below delta, {@code delta (d - delta / 2)} above. */
    HUBER,
    /** The cross-entropy of one question, whose logit the score is. */
    LOGISTIC
  }

  /**
   * A measure of every element.
   *
   * @param parameter beta or delta
   * @param sum whether the elements' measures are summed up, not averaged
   */
  record Errors(Measure measure, double parameter, boolean sum) implements LossKind {}

  /**
   * {@code sum max(0, margin - y_label + y)^power / C} over the other classes.
   *
   * @param sum whether the positions' losses are summed up, not averaged
   */
  record Margin(double margin, int power, boolean sum) implements LossKind {}

  /**
   * {@code y_label + log(e^-j + sum e^-y)}.
   *
   * @param floor j
   * @param sum whether the positions' losses are summed up, not averaged
   */
  record Posterior(double floor, boolean sum) implements LossKind {}
}
