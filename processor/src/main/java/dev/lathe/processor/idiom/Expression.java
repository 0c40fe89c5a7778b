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
import java.util.function.Predicate;

/**
 * A formula of several nodes: files write in many nodes what is one formula.
 *
 * @param operands what the formula reads, by number
 */
public record Expression(Formula formula, List<Node> operands) {
  /** Formulas of so many nodes are looked at: layer normalisation has the longest. */
  private static final int LONGEST = 12;

  public Expression {
    operands = List.copyOf(operands);
  }

  /** The formula of a node by itself; empty if it is none. */
  static Optional<Expression> of(Graph graph, Node node) {
    List<Node> operands = node.operands().stream().map(graph::node).toList();
    return formula(node).map(formula -> new Expression(formula, operands));
  }

  /**
   * The formula of a node, with those of all nodes before it in their places.
   *
   * @param ends nodes that are read and not looked into
   */
  public static Optional<Expression> of(Graph graph, Node node, Predicate<Node> ends) {
    Optional<Expression> whole = of(graph, node);
    for (int length = 0; whole.isPresent(); length++) {
      Optional<Node> last = whole.get().last(ends.negate());
      if (last.isEmpty()) {
        return whole;
      }
      Expression longer = whole.get().inlined(graph, last.get());
      whole = length < LONGEST ? Optional.of(longer) : Optional.empty();
    }
    return whole;
  }

  /** The last of the operands that is a formula itself. */
  Optional<Node> last(Predicate<Node> wanted) {
    return operands.stream()
        .filter(operand -> formula(operand).isPresent() && wanted.test(operand))
        .max(Comparator.comparingInt(Node::id));
  }

  /** The formula with that of one operand in its place. */
  Expression inlined(Graph graph, Node operand) {
    List<Node> all = new ArrayList<>(operands);
    int before = all.size();
    operand.operands().forEach(id -> all.add(graph.node(id)));
    Formula inner =
        Trees.substitute(formula(operand).orElseThrow(), index -> Formulas.operand(before + index));
    Formula whole =
        Trees.substitute(
            formula,
            index -> all.get(index).id() == operand.id() ? inner : Formulas.operand(index));
    // Only what is still read counts, in a numbering of its own.
    List<Integer> read = List.copyOf(Trees.operands(whole));
    return new Expression(
        Trees.substitute(whole, index -> Formulas.operand(read.indexOf(index))),
        read.stream().map(all::get).toList());
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
