package dev.lathe.processor.gradient;

import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;

/** Puts a loss behind the scores. */
final class Loss {
  private Loss() {}

  /**
   * Adds the nodes from the scores to the loss, which it returns.
   *
   * @param target of the scores' shape
   */
  static Node append(GraphBuilder builder, Node scores, Node target, LossKind kind) {
    LossGraph graph = new LossGraph(builder, scores, target);
    return switch (kind) {
      case LossKind.CrossEntropy entropy -> {
        Node logs = entropy.softmax() ? logProbabilities(builder, scores) : scores;
        boolean plain = entropy.isEven() && entropy.smoothing() == 0 && !entropy.sum();
        yield plain
            ? builder.add("loss", "", new Operation.NegativeLogLikelihood(), logs, target)
            : new LossGraph(builder, logs, target).crossEntropy(entropy);
      }
      case LossKind.Errors errors ->
          errors.equals(LossKind.SQUARED_ERROR)
              ? builder.add("loss", "", new Operation.SquaredError(), scores, target)
              : graph.errors(errors);
      case LossKind.Margin margin -> graph.margin(margin);
      case LossKind.Posterior posterior -> graph.posterior(posterior);
    };
  }

  /**
   * The logarithms of what the scores mean. Those of a softmax are taken from its logits: the
   * logarithm of a probability that has underflowed to 0 would be lost, and so would its
   * derivative.
   */
  private static Node logProbabilities(GraphBuilder builder, Node scores) {
    return switch (scores.operation()) {
      case Operation.LogSoftmax() -> scores;
      case Operation.Softmax() -> logSoftmax(builder, builder.node(scores.operand(0)), scores);
      default -> logSoftmax(builder, scores, scores);
    };
  }

  private static Node logSoftmax(GraphBuilder builder, Node logits, Node scores) {
    return builder.add(
        scores.name() + ".logProbabilities", scores.layer(), new Operation.LogSoftmax(), logits);
  }
}
