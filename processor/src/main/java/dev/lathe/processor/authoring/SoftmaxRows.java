package dev.lathe.processor.authoring;

import dev.lathe.processor.formula.Evaluation;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.idiom.Expression;
import dev.lathe.processor.idiom.Idiom;
import dev.lathe.processor.idiom.Idioms;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Finds softmax along any axis, and its logarithm, with or without the maximum taken off. */
final class SoftmaxRows {
  private static final double[][] POINTS = {{2, 1, 3}, {-4, 0.5, 0.25}, {0.1, -3, 20}};
  private static final double TOLERANCE = 1e-9;

  private final Graph graph;
  private final Idioms idioms;

  SoftmaxRows(Graph graph, Idioms idioms) {
    this.graph = graph;
    this.idioms = idioms;
  }

  Optional<Idiom> of(Node node) {
    if (!(node.operation() instanceof Operation.Pointwise)) {
      return Optional.empty();
    }
    List<Node> folds = Folds.near(graph, idioms, node);
    for (Node sum : folds) {
      for (Node max : folds) {
        if (Folds.fold(sum, Reduction.SUM, sum) && Folds.fold(max, Reduction.MAXIMUM, sum)) {
          Optional<Idiom> found = of(node, graph.operand(max, 0), max, sum);
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Idiom> of(Node node, Node x, Node max, Node sum) {
    boolean powers = is(graph.operand(sum, 0), x, max, sum, point -> Math.exp(point[0] - point[1]));
    if (!powers || !x.shape().equals(node.shape())) {
      return Optional.empty();
    }
    List<Integer> axes = ((Operation.Reduce) sum.operation()).axes();
    if (is(node, x, max, sum, point -> Math.exp(point[0] - point[1]) / point[2])) {
      return Optional.of(new Idiom.Softmax(x, axes, false));
    }
    return is(node, x, max, sum, point -> point[0] - point[1] - Math.log(point[2]))
        ? Optional.of(new Idiom.Softmax(x, axes, true))
        : Optional.empty();
  }

  /** Whether a node is a function of x, the maximum and the sum. */
  private boolean is(Node node, Node x, Node max, Node sum, ToDoubleFunction<double[]> wanted) {
    List<Integer> ends = List.of(x.id(), max.id(), sum.id());
    Optional<Expression> whole = Expression.of(graph, node, each -> ends.contains(each.id()));
    if (whole.isEmpty()
        || whole.get().operands().stream().anyMatch(each -> !ends.contains(each.id()))) {
      return false;
    }
    for (double[] point : POINTS) {
      double[] given =
          whole.get().operands().stream()
              .mapToDouble(each -> point[ends.indexOf(each.id())])
              .toArray();
      double value = wanted.applyAsDouble(point);
      double off = Evaluation.of(whole.get().formula(), given) - value;
      if (!(Math.abs(off) <= TOLERANCE * (1 + Math.abs(value)))) {
        return false;
      }
    }
    return true;
  }
}
