package dev.lathe.processor.gradient;

import dev.lathe.processor.network.LossFigures;
import dev.lathe.processor.network.Training;

/** What a user's loss and its numbers mean. */
public final class LossKinds {
  private LossKinds() {}

  /** The loss of a training. */
  public static LossKind of(Training training) {
    LossFigures figures = training.figures();
    boolean sum = figures.sum();
    return switch (training.loss()) {
      case CROSS_ENTROPY -> crossEntropy(true, figures);
      case NEGATIVE_LOG_LIKELIHOOD -> crossEntropy(false, figures);
      case MEAN_SQUARED_ERROR -> new LossKind.Errors(LossKind.Measure.SQUARED, 0, sum);
      case MEAN_ABSOLUTE_ERROR -> new LossKind.Errors(LossKind.Measure.ABSOLUTE, 0, sum);
      case SMOOTH_L1 -> new LossKind.Errors(LossKind.Measure.SMOOTH, figures.limit(), sum);
      case HUBER -> new LossKind.Errors(LossKind.Measure.HUBER, figures.limit(), sum);
      case BINARY_CROSS_ENTROPY -> new LossKind.Errors(LossKind.Measure.LOGISTIC, 0, sum);
      case MULTI_MARGIN -> new LossKind.Margin(figures.margin(), figures.power(), sum);
      case MAXIMUM_A_POSTERIORI -> new LossKind.Posterior(figures.floor(), sum);
    };
  }

  private static LossKind crossEntropy(boolean softmax, LossFigures figures) {
    return new LossKind.CrossEntropy(
        softmax,
        figures.smoothing(),
        figures.classWeights(),
        figures.ignoredClass(),
        figures.sum());
  }
}
