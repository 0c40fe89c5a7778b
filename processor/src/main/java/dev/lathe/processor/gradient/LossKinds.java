package dev.lathe.processor.gradient;

import dev.lathe.processor.network.HeadLoss;
import dev.lathe.processor.network.LossFigures;
import dev.lathe.processor.network.Training;
import java.util.ArrayList;
import java.util.List;

/** What a user's loss and its numbers mean. */
public final class LossKinds {
  private LossKinds() {}

  /** The loss of a training, of the outputs of {@code ForwardGraph.ofTraining}. */
  public static Objective of(Training training) {
    List<Objective.Head> heads = new ArrayList<>();
    for (HeadLoss head : training.heads()) {
      int value = head.layer() == HeadLoss.SCORES ? 0 : 1 + heads.size();
      heads.add(new Objective.Head(value, of(head), head.weight(), head.target()));
    }
    return new Objective(heads);
  }

  private static LossKind of(HeadLoss head) {
    LossFigures figures = head.figures();
    boolean sum = figures.sum();
    return switch (head.loss()) {
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
