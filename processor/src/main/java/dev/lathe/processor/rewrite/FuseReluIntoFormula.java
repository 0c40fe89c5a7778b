package dev.lathe.processor.rewrite;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.graph.Activation;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import java.util.Optional;

/**
 * Sum or formula of every element, RELU: one formula, which reads and writes the map once. What no
 * convolution takes, a residual sum behind a large one or a normalisation in front of one, is such.
 */
final class FuseReluIntoFormula extends PairRewrite {
  private static final Formula SUM = Formulas.add(Formulas.operand(0), Formulas.operand(1));

  @Override
  boolean matches(Graph graph, Node head, Node tail) {
    return tail.operation() instanceof Operation.Activate(Activation function)
        && function == Activation.RELU
        && formula(head).isPresent();
  }

  private static Optional<Formula> formula(Node node) {
    return switch (node.operation()) {
      case Operation.Pointwise(Formula formula) -> Optional.of(formula);
      case Operation.Add() -> Optional.of(SUM);
      default -> Optional.empty();
    };
  }

  @Override
  Node rebuild(GraphCopy copy, Node head, Node tail) {
    Formula rectified = Formulas.maximum(formula(head).orElseThrow(), Formulas.ZERO);
    return copy.add(
        fusedName(head, tail),
        head,
        new Operation.Pointwise(rectified),
        tail.shape(),
        copy.operands(head));
  }
}
