package dev.lathe.processor.authoring;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.formula.Trees;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.idiom.Idiom;
import dev.lathe.processor.idiom.Idioms;
import java.util.List;
import java.util.Optional;

/** Finds radial basis functions: the sum over a row of {@code (x - point)^2}. */
final class Distances {
  private static final Formula DIFFERENCE =
      Formulas.subtract(Formulas.operand(0), Formulas.operand(1));
  private static final Formula SQUARE = Formulas.multiply(DIFFERENCE, DIFFERENCE);
  private static final Formula PRODUCT =
      Formulas.multiply(Formulas.operand(0), Formulas.operand(0));

  private final Graph graph;
  private final Idioms idioms;

  Distances(Graph graph, Idioms idioms) {
    this.graph = graph;
    this.idioms = idioms;
  }

  Optional<Idiom> of(Node node) {
    if (!(node.operation() instanceof Operation.Reduce(Reduction reduction, List<Integer> axes))
        || reduction != Reduction.SUM
        || axes.size() != 1) {
      return Optional.empty();
    }
    Node squares = graph.operand(node, 0);
    boolean last = axes.getFirst() == squares.shape().rank() - 1;
    if (!last || !(squares.operation() instanceof Operation.Pointwise(Formula formula))) {
      return Optional.empty();
    }
    if (formula.equals(PRODUCT)
        && graph.operand(squares, 0).operation() instanceof Operation.Pointwise(Formula inner)) {
      return points(graph.operand(squares, 0), squared(inner));
    }
    return points(squares, formula);
  }

  private static Formula squared(Formula inner) {
    return Trees.substitute(PRODUCT, _ -> inner);
  }

  private Optional<Idiom> points(Node node, Formula formula) {
    if (!formula.equals(SQUARE) || node.operands().size() != 2) {
      return Optional.empty();
    }
    boolean swapped = idioms.isKnown(graph.operand(node, 0));
    Node points = graph.operand(node, swapped ? 0 : 1);
    Node x = graph.operand(node, swapped ? 1 : 0);
    Shape shape = points.shape();
    int row = shape.extent(shape.rank() - 1);
    boolean fits =
        idioms.isKnown(points)
            && !idioms.isKnown(x)
            && x.shape().size() == row
            && node.shape().size() == shape.size();
    return fits ? Optional.of(new Idiom.Distances(x, points)) : Optional.empty();
  }
}
