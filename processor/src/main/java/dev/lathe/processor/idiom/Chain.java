package dev.lathe.processor.idiom;

import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.formula.Trees;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import java.util.Optional;

/**
 * An activation that is written as several nodes, such as {@code x sigmoid(x)}.
 *
 * @param x what all of them read
 */
record Chain(Node x, Curve curve) {
  /** The longest that exporters make of an activation has six. */
  private static final int LONGEST = 10;

  /** The activation that ends in a node; the longest, if several do. */
  static Optional<Chain> activation(Graph graph, Node node) {
    Optional<Chain> found = Optional.empty();
    Optional<Expression> expression = Expression.of(graph, node);
    for (int length = 0; length < LONGEST && expression.isPresent(); length++) {
      Expression whole = expression.get();
      Node x = whole.operands().getFirst();
      if (whole.operands().stream().allMatch(operand -> operand.id() == x.id())
          && x.shape().equals(node.shape())) {
        Optional<Curve> curve =
            Curves.of(Trees.substitute(whole.formula(), _ -> Formulas.operand(0)));
        found = curve.isPresent() ? Optional.of(new Chain(x, curve.get())) : found;
      }
      expression = whole.last(_ -> true).map(last -> whole.inlined(graph, last));
    }
    return found;
  }
}
