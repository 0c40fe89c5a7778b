package dev.lathe.processor.rewrite;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.formula.Trees;
import dev.lathe.processor.graph.Broadcasting;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A formula of several exponentials and the like becomes formulas of fewer, one behind the other:
 * the derivative of GELU has an error function and an exponential. In one kernel C2 would call the
 * last of them instead of inlining it, and all vectors passed to it would be objects ({@link
 * LateFunctions}).
 */
final class SplitFormula implements Rewrite {
  @Override
  public Graph apply(Graph graph) {
    GraphCopy copy = new GraphCopy(graph);
    for (Node node : graph.nodes()) {
      if (node.operation() instanceof Operation.Pointwise(Formula formula)
          && LateFunctions.piece(formula).isPresent()) {
        List<Node> operands = List.of(copy.operands(node));
        copy.put(node, write(copy, node, node.name(), formula, operands));
      } else {
        copy.copy(node);
      }
    }
    return copy.finish();
  }

  /** Writes a formula of operands as one node, and what has to be computed before it as others. */
  private static Node write(
      GraphCopy copy, Node origin, String name, Formula formula, List<Node> operands) {
    List<Node> all = new ArrayList<>(operands);
    Formula rest = formula;
    Optional<Formula> piece = LateFunctions.piece(rest);
    while (piece.isPresent()) {
      Formula place = Formulas.operand(all.size());
      all.add(write(copy, origin, origin.name() + ".part", piece.get(), all));
      rest = Trees.replace(rest, piece.get(), place);
      piece = LateFunctions.piece(rest);
    }
    List<Integer> read = List.copyOf(Trees.operands(rest));
    Node[] needed = read.stream().map(all::get).toArray(Node[]::new);
    Shape shape = Broadcasting.shape(read.stream().map(all::get).map(Node::shape).toList());
    Formula renumbered = Trees.substitute(rest, index -> Formulas.operand(read.indexOf(index)));
    return copy.add(name, origin, new Operation.Pointwise(renumbered), shape, needed);
  }
}
