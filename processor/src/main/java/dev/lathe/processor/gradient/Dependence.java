package dev.lathe.processor.gradient;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import java.util.List;

/**
 * Which nodes' derivatives are needed: those between what is differentiated (the parameters, and
 * the input if asked for) and the loss.
 */
final class Dependence {
  private final boolean[] passes;
  private final int[] uses;

  private Dependence(boolean[] passes, int[] uses) {
    this.passes = passes;
    this.uses = uses;
  }

  static Dependence of(List<Node> nodes, Node loss, boolean inputGradient) {
    boolean[] depends = new boolean[nodes.size()];
    for (Node node : nodes) {
      depends[node.id()] =
          switch (node.operation()) {
            case Operation.Parameter parameter -> parameter.learned();
            case Operation.Input() -> inputGradient;
            default -> node.operands().stream().anyMatch(id -> depends[id]);
          };
    }
    boolean[] reaches = new boolean[nodes.size()];
    reaches[loss.id()] = true;
    int[] uses = new int[nodes.size()];
    for (Node node : nodes.reversed()) {
      if (reaches[node.id()]) {
        for (int operand : node.operands()) {
          reaches[operand] = true;
          uses[operand]++;
        }
      }
    }
    boolean[] passes = new boolean[nodes.size()];
    for (int id = 0; id < passes.length; id++) {
      passes[id] = depends[id] && reaches[id];
    }
    return new Dependence(passes, uses);
  }

  /** Whether the backward pass goes through the node. */
  boolean passes(Node node) {
    return passes[node.id()];
  }

  /** How often the value is used on the way to the loss. */
  int uses(Node node) {
    return uses[node.id()];
  }
}
