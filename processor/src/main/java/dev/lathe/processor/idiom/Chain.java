package dev.lathe.processor.idiom;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.formula.Trees;
import dev.lathe.processor.graph.Activation;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    Optional<Formula> own = formula(node);
    Optional<Chain> found = Optional.empty();
    if (own.isEmpty()) {
      return found;
    }
    Formula formula = own.get();
    List<Node> operands = node.operands().stream().map(graph::node).toList();
    for (int length = 0; length < LONGEST; length++) {
      Node x = operands.getFirst();
      if (operands.stream().allMatch(operand -> operand.id() == x.id())
          && x.shape().equals(node.shape())) {
        Optional<Curve> curve = Curves.of(Trees.substitute(formula, _ -> Formulas.operand(0)));
        found = curve.isPresent() ? Optional.of(new Chain(x, curve.get())) : found;
      }
      Optional<Node> last =
          operands.stream()
              .filter(operand -> formula(operand).isPresent())
              .max(Comparator.comparingInt(Node::id));
      if (last.isEmpty()) {
        return found;
      }
      List<Node> longer = new ArrayList<>(operands);
      formula = inlined(graph, formula, longer, last.get());
      operands = longer;
    }
    return found;
  }

  /** The formula with that of one operand in its place, whose own operands are added. */
  private static Formula inlined(Graph graph, Formula formula, List<Node> operands, Node last) {
    int before = operands.size();
    last.operands().forEach(id -> operands.add(graph.node(id)));
    Formula inner =
        Trees.substitute(formula(last).orElseThrow(), index -> Formulas.operand(before + index));
    Formula whole =
        Trees.substitute(
            formula,
            index -> operands.get(index).id() == last.id() ? inner : Formulas.operand(index));
    // Only what is still read counts, in a numbering of its own.
    List<Integer> read = List.copyOf(Trees.operands(whole));
    List<Node> left = read.stream().map(operands::get).toList();
    operands.clear();
    operands.addAll(left);
    return Trees.substitute(whole, index -> Formulas.operand(read.indexOf(index)));
  }

  private static Optional<Formula> formula(Node node) {
    return switch (node.operation()) {
      case Operation.Pointwise(Formula formula) -> Optional.of(formula);
      case Operation.Activate(Activation function) ->
          Optional.of(
              switch (function) {
                case RELU -> Curve.of(Curve.Kind.RELU).formula();
                case TANH -> Curve.of(Curve.Kind.TANH).formula();
                case SIGMOID -> Curve.of(Curve.Kind.SIGMOID).formula();
              });
      default -> Optional.empty();
    };
  }
}
