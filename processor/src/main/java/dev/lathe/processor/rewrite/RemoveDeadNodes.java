package dev.lathe.processor.rewrite;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;

/**
 * Drops what no output depends on. Inputs, targets and parameters stay: they are the graph's
 * outside.
 */
final class RemoveDeadNodes implements Rewrite {
  @Override
  public Graph apply(Graph graph) {
    boolean[] alive = new boolean[graph.nodes().size()];
    graph.outputs().forEach(id -> alive[id] = true);
    for (Node node : graph.nodes().reversed()) {
      alive[node.id()] |= isOutside(node.operation());
      if (alive[node.id()]) {
        node.operands().forEach(id -> alive[id] = true);
      }
    }
    GraphCopy copy = new GraphCopy(graph);
    graph.nodes().stream().filter(node -> alive[node.id()]).forEach(copy::copy);
    return copy.finish();
  }

  private static boolean isOutside(Operation operation) {
    return operation instanceof Operation.Input
        || operation instanceof Operation.Target
        || operation instanceof Operation.Parameter;
  }
}
