package dev.lathe.processor.authoring;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.idiom.Idioms;
import java.util.ArrayList;
import java.util.List;

/** The folds along axes that a formula of several nodes depends on. */
final class Folds {
  private static final int MOST_NODES = 24;

  private final Graph graph;
  private final Idioms idioms;
  private final List<Node> found = new ArrayList<>();
  private int visited;

  private Folds(Graph graph, Idioms idioms) {
    this.graph = graph;
    this.idioms = idioms;
  }

  /** Those near a node: through formulas, and through the folds themselves. */
  static List<Node> near(Graph graph, Idioms idioms, Node node) {
    Folds folds = new Folds(graph, idioms);
    folds.visit(node);
    return folds.found;
  }

  private void visit(Node node) {
    if (idioms.isKnown(node) || found.contains(node) || visited++ > MOST_NODES) {
      return;
    }
    switch (node.operation()) {
      case Operation.Reduce _ -> {
        found.add(node);
        visit(graph.operand(node, 0));
      }
      case Operation.Pointwise _ -> node.operands().forEach(id -> visit(graph.node(id)));
      default -> {}
    }
  }

  /** Whether a node folds along the same axes as another one, in the given way. */
  static boolean fold(Node node, Reduction reduction, Node other) {
    return node.operation() instanceof Operation.Reduce(Reduction own, List<Integer> axes)
        && own == reduction
        && other.operation() instanceof Operation.Reduce(Reduction _, List<Integer> others)
        && axes.equals(others);
  }
}
