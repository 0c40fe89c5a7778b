package dev.lathe.processor.gradient;

import static dev.lathe.processor.formula.Formulas.absolute;
import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.divide;
import static dev.lathe.processor.formula.Formulas.equal;
import static dev.lathe.processor.formula.Formulas.exp;
import static dev.lathe.processor.formula.Formulas.greater;
import static dev.lathe.processor.formula.Formulas.log;
import static dev.lathe.processor.formula.Formulas.log1p;
import static dev.lathe.processor.formula.Formulas.maximum;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.negate;
import static dev.lathe.processor.formula.Formulas.operand;
import static dev.lathe.processor.formula.Formulas.power;
import static dev.lathe.processor.formula.Formulas.subtract;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Losses as formulas of every element and folds over them. */
final class LossGraph {
  private static final String NAME = "loss";

  /** The scores, or their logarithms; the target. */
  private static final Formula Y = operand(0);

  private static final Formula T = operand(1);

  private final GraphBuilder builder;
  private final Node scores;
  private final Node target;

  LossGraph(GraphBuilder builder, Node scores, Node target) {
    this.builder = builder;
    this.scores = scores;
    this.target = target;
  }

  /** The cross-entropy, where the scores are logarithms of probabilities. */
  Node crossEntropy(LossKind.CrossEntropy kind) {
    int classes = scores.shape().channels();
    Node hits = perClass("classWeights", c -> c == kind.ignored() ? 0 : weight(kind, c));
    // A class of probability 0 has the logarithm -infinity, which 0 must not be multiplied with.
    Formula hit = equal(T, Formulas.ZERO, Formulas.ZERO, multiply(multiply(T, operand(2)), Y));
    List<Node> operands = new ArrayList<>(List.of(scores, target, hits));
    Formula likelihood = hit;
    if (kind.smoothing() > 0) {
      operands.add(perClass("smoothingWeights", c -> weight(kind, c)));
      Node counts = perClass("counted", c -> c == kind.ignored() ? 0 : 1);
      operands.add(
          overClasses(
              "counts",
              pointwise("counts.each", multiply(operand(0), operand(1)), target, counts)));
      Formula spread = multiply(multiply(operand(3), operand(4)), Y);
      likelihood =
          add(
              multiply(hit, constant(1 - kind.smoothing())),
              multiply(spread, constant(kind.smoothing() / classes)));
    }
    Node each = pointwise("each", negate(likelihood), operands.toArray(Node[]::new));
    if (kind.sum()) {
      return fold(NAME, Reduction.SUM, each);
    }
    Node sum = fold("loss.sum", Reduction.SUM, each);
    if (kind.isEven()) {
      return scaled(sum, 1.0 / scores.shape().positions());
    }
    Node weights =
        fold(
            "loss.weights",
            Reduction.SUM,
            pointwise("weights.each", multiply(operand(0), operand(1)), target, hits));
    Node mean = builder.add("loss.weight", "", new Operation.BatchMean(Optional.empty()), weights);
    return builder.add(
        NAME, "", new Operation.Pointwise(divide(operand(0), operand(1))), sum, mean);
  }

  /** A measure of every element. */
  Node errors(LossKind.Errors kind) {
    Node each = pointwise("each", measure(kind), scores, target);
    return fold(NAME, kind.sum() ? Reduction.SUM : Reduction.MEAN, each);
  }

  /** The hinges of all classes but the label's. */
  Node margin(LossKind.Margin kind) {
    Node label = ofLabel();
    Formula hinge =
        power(
            maximum(add(subtract(Y, operand(2)), constant(kind.margin())), Formulas.ZERO),
            constant(kind.power()));
    Node each =
        pointwise("each", multiply(subtract(Formulas.ONE, T), hinge), scores, target, label);
    int divisor = scores.shape().channels() * (kind.sum() ? 1 : scores.shape().positions());
    return scaled(fold("loss.sum", Reduction.SUM, each), 1.0 / divisor);
  }

  /** LeNet-5's. */
  Node posterior(LossKind.Posterior kind) {
    Node label = ofLabel();
    Node sum = overClasses("evidence", pointwise("evidence.each", exp(negate(Y)), scores));
    Formula evidence = log(add(operand(1), constant(Math.exp(-kind.floor()))));
    Node each = pointwise("each", add(operand(0), evidence), label, sum);
    return fold(NAME, kind.sum() ? Reduction.SUM : Reduction.MEAN, each);
  }

  private static Formula measure(LossKind.Errors kind) {
    Formula error = subtract(Y, T);
    Formula size = absolute(error);
    Formula square = multiply(error, error);
    double limit = kind.parameter();
    return switch (kind.measure()) {
      case SQUARED -> square;
      case ABSOLUTE -> size;
      case SMOOTH ->
          limit == 0
              ? size
              : greater(
                  constant(limit),
                  size,
                  multiply(square, constant(0.5 / limit)),
                  subtract(size, constant(limit / 2)));
      case HUBER ->
          greater(
              constant(limit),
              size,
              multiply(square, constant(0.5)),
              multiply(subtract(size, constant(limit / 2)), constant(limit)));
      // log(1 + e^y) - t y, on each side of 0 by the exponential that does not overflow.
      case LOGISTIC ->
          subtract(
              greater(Y, Formulas.ZERO, add(Y, log1p(exp(negate(Y)))), log1p(exp(Y))),
              multiply(T, Y));
    };
  }

  /** The label's score at every position. */
  private Node ofLabel() {
    return overClasses("label", pointwise("label.each", multiply(T, Y), scores, target));
  }

  private static double weight(LossKind.CrossEntropy kind, int c) {
    return kind.weights().isEmpty() ? 1 : kind.weights().get(c);
  }

  private Node perClass(String name, IntToDoubleFunction value) {
    int classes = scores.shape().channels();
    List<Double> values = IntStream.range(0, classes).mapToDouble(value).boxed().toList();
    int[] ones = IntStream.generate(() -> 1).limit(scores.shape().spatialRank()).toArray();
    return builder.add(
        NAME + "." + name, "", new Operation.Constant(values), Shape.map(classes, ones));
  }

  private Node pointwise(String name, Formula formula, Node... operands) {
    return builder.add(NAME + "." + name, "", new Operation.Pointwise(formula), operands);
  }

  private Node overClasses(String name, Node value) {
    Operation sum = new Operation.Reduce(Reduction.SUM, List.of(0));
    return builder.add(NAME + "." + name, "", sum, value);
  }

  private Node fold(String name, Reduction reduction, Node value) {
    List<Integer> axes = IntStream.range(0, value.shape().rank()).boxed().toList();
    return builder.add(name, "", new Operation.Reduce(reduction, axes), value);
  }

  private Node scaled(Node sum, double factor) {
    Formula product = multiply(operand(0), constant(factor));
    return builder.add(NAME, "", new Operation.Pointwise(product), sum);
  }
}
