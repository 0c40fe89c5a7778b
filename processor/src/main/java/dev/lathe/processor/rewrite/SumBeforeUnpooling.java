package dev.lathe.processor.rewrite;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Windows;

/**
 * The gradient of a bias is a sum over positions, and what max-pooling hands back is what it was
 * given, each figure at one place: the sum is taken before, over the smaller map.
 */
final class SumBeforeUnpooling implements Rewrite {
  @Override
  public Graph apply(Graph graph) {
    GraphCopy copy = new GraphCopy(graph);
    for (Node node : graph.nodes()) {
      if (sumsUnpooled(graph, node)) {
        Node given = copy.of(graph.operand(node, 0).operands().getLast());
        copy.put(node, copy.add(node.name(), node, node.operation(), node.shape(), given));
      } else {
        copy.copy(node);
      }
    }
    return copy.finish();
  }

  private static boolean sumsUnpooled(Graph graph, Node node) {
    if (!(node.operation() instanceof Operation.BiasGradient) || node.shape().positions() > 1) {
      return false;
    }
    Node derivative = graph.operand(node, 0);
    return derivative.operation() instanceof Operation.MaxPoolGradient(Windows windows)
        && Coverage.everyWindowMeetsTheMap(
            windows, derivative.shape(), graph.operand(derivative, 1).shape());
  }
}
