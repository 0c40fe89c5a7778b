package dev.lathe.processor.gradient;

import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;

/** Puts the target and the loss behind the scores. */
final class Loss {
  private Loss() {}

  /** Adds the target, and the nodes from the scores to the loss, which it returns. */
  static Node append(GraphBuilder builder, Node scores, LossKind kind) {
    Node target = builder.add("target", "", new Operation.Target(), scores.shape());
    return switch (kind) {
      case CROSS_ENTROPY ->
          builder.add(
              "loss",
              "",
              new Operation.NegativeLogLikelihood(),
              logProbabilities(builder, scores),
              target);
      case SQUARED_ERROR -> builder.add("loss", "", new Operation.SquaredError(), scores, target);
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
