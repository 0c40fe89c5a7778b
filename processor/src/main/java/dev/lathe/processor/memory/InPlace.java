package dev.lathe.processor.memory;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.schedule.ScheduledGraph;

/**
 * Which values overwrite an operand: element-wise results whose operand nobody reads afterwards.
 */
final class InPlace {
  private InPlace() {}

  /**
   * For each node the id of the value whose memory it uses: its own, or that of an operand it
   * overwrites.
   */
  static int[] roots(ScheduledGraph scheduled) {
    Graph graph = scheduled.graph();
    int[] roots = new int[graph.nodes().size()];
    for (Node node : graph.nodes()) {
      int overwritten =
          switch (node.operation()) {
            case Operation.Activate _ -> node.operand(0);
            case Operation.ActivationGradient _ -> node.operand(1);
            case Operation.Pointwise _ -> overwritable(scheduled, node);
            default -> node.id();
          };
      roots[node.id()] =
          overwritten != node.id() && mayOverwrite(scheduled, node, graph.node(overwritten))
              ? roots[overwritten]
              : node.id();
    }
    return roots;
  }

  /** The first operand that an element-wise operation may overwrite; otherwise the node itself. */
  private static int overwritable(ScheduledGraph scheduled, Node node) {
    Graph graph = scheduled.graph();
    for (int id : node.operands()) {
      Node operand = graph.node(id);
      boolean alike =
          operand.shape().equals(node.shape())
              && !(operand.operation() instanceof Operation.Parameter);
      if (alike && mayOverwrite(scheduled, node, operand)) {
        return id;
      }
    }
    return node.id();
  }

  private static boolean mayOverwrite(ScheduledGraph scheduled, Node node, Node operand) {
    Graph graph = scheduled.graph();
    boolean given =
        operand.operation() instanceof Operation.Input
            || operand.operation() instanceof Operation.Target
            || operand.operation() instanceof Operation.Mask
            // It must lie without gaps, and whoever overwrites it may need a halo.
            || operand.operation() instanceof Operation.Reshape;
    return !given
        && graph.users(operand.id()).size() == 1
        && !graph.outputs().contains(operand.id())
        && scheduled.order(node.id()) == scheduled.order(operand.id());
  }
}
