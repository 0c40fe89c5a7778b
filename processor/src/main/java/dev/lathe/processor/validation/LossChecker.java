package dev.lathe.processor.validation;

import dev.lathe.annotations.Loss;
import dev.lathe.annotations.Reduction;
import dev.lathe.processor.declaration.Figure;
import dev.lathe.processor.declaration.TrainableDeclaration;
import dev.lathe.processor.network.LossFigures;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Checks a loss, its numbers, and whether it fits the scores. */
final class LossChecker {
  private static final Set<Loss> OF_LABELS =
      EnumSet.of(Loss.CROSS_ENTROPY, Loss.NEGATIVE_LOG_LIKELIHOOD);
  private static final Set<Loss> OF_CLASSES =
      EnumSet.of(
          Loss.CROSS_ENTROPY,
          Loss.NEGATIVE_LOG_LIKELIHOOD,
          Loss.MULTI_MARGIN,
          Loss.MAXIMUM_A_POSTERIORI);

  private final Report report;
  private final String network;
  private final TrainableDeclaration declared;
  private final Loss loss;

  LossChecker(Report report, String network, TrainableDeclaration declared) {
    this.report = report;
    this.network = network;
    this.declared = declared;
    this.loss = declared.loss().value();
  }

  /**
   * Reports what is wrong.
   *
   * @param scores absent if nothing is known of them
   */
  void check(Optional<PartialShape> scores) {
    OptionalLong channels = scores.map(PartialShape::channels).orElse(OptionalLong.empty());
    scores
        .filter(_ -> OF_CLASSES.contains(loss) && channels.equals(OptionalLong.of(1)))
        .ifPresent(
            shape ->
                report.add(Message.CROSS_ENTROPY_CLASSES, declared.loss().place(), network, shape));
    checkUse("labelSmoothing", declared.labelSmoothing(), 0.0, EnumSet.of(Loss.CROSS_ENTROPY));
    checkUse("ignoredClass", declared.ignoredClass(), -1, OF_LABELS);
    checkUse("beta", declared.beta(), 1.0, EnumSet.of(Loss.SMOOTH_L1));
    checkUse("delta", declared.delta(), 1.0, EnumSet.of(Loss.HUBER));
    checkUse("margin", declared.margin(), 1.0, EnumSet.of(Loss.MULTI_MARGIN));
    checkUse("power", declared.power(), 1, EnumSet.of(Loss.MULTI_MARGIN));
    checkUse("floor", declared.floor(), 1.0, EnumSet.of(Loss.MAXIMUM_A_POSTERIORI));
    double smoothing = declared.labelSmoothing().value();
    range(
        "labelSmoothing",
        declared.labelSmoothing(),
        smoothing >= 0 && smoothing < 1,
        "0 or more, and less than 1");
    range(
        "beta",
        declared.beta(),
        isFinite(declared.beta()) && declared.beta().value() >= 0,
        "0 or more");
    range(
        "delta",
        declared.delta(),
        isFinite(declared.delta()) && declared.delta().value() > 0,
        "more than 0");
    range("margin", declared.margin(), isFinite(declared.margin()), "a finite number");
    int power = declared.power().value();
    range("power", declared.power(), power == 1 || power == 2, "1 or 2");
    range("floor", declared.floor(), isFinite(declared.floor()), "a finite number");
    checkClasses(channels);
    double weight = declared.weight().value();
    if (!Double.isFinite(weight) || weight <= 0) {
      report.add(Message.HEAD_WEIGHT, declared.weight().place(), network, weight);
    }
  }

  /** The numbers of the loss, if all is well. */
  LossFigures figures() {
    boolean sum = declared.reduction().value() == Reduction.SUM;
    double limit = loss == Loss.HUBER ? declared.delta().value() : declared.beta().value();
    return new LossFigures(
        sum,
        declared.labelSmoothing().value(),
        declared.classWeights().stream().map(Figure::value).toList(),
        declared.ignoredClass().value(),
        limit,
        declared.margin().value(),
        declared.power().value(),
        declared.floor().value());
  }

  private void checkClasses(OptionalLong channels) {
    List<Figure<Double>> weights = declared.classWeights();
    if (!weights.isEmpty() && !OF_LABELS.contains(loss)) {
      report.add(
          Message.LOSS_ELEMENT, weights.getFirst().place(), network, "classWeights", loss.name());
    }
    for (Figure<Double> weight : weights) {
      range("classWeights", weight, isFinite(weight) && weight.value() >= 0, "0 or more");
    }
    int ignored = declared.ignoredClass().value();
    if (channels.isEmpty()) {
      return;
    }
    long classes = channels.getAsLong();
    if (!weights.isEmpty() && weights.size() != classes) {
      report.add(
          Message.CLASS_WEIGHTS, weights.getFirst().place(), network, weights.size(), classes);
    }
    range(
        "ignoredClass",
        declared.ignoredClass(),
        ignored >= -1 && ignored < classes,
        "-1 for none, or one of the classes 0 to " + (classes - 1));
  }

  private <T> void checkUse(String element, Figure<T> figure, T usual, Set<Loss> users) {
    if (!figure.value().equals(usual) && !users.contains(loss)) {
      report.add(Message.LOSS_ELEMENT, figure.place(), network, element, loss.name());
    }
  }

  private void range(String element, Figure<?> figure, boolean fits, String range) {
    if (!fits) {
      report.add(Message.LOSS_FIGURE, figure.place(), network, element, figure.value(), range);
    }
  }

  private static boolean isFinite(Figure<Double> figure) {
    return Double.isFinite(figure.value());
  }
}
