package dev.lathe.processor.gradient;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which nodes' derivatives are needed: those between what is differentiated (the parameters, and
 * the input if asked for) and the loss.
 */
final class Dependence {
  private final boolean[] passes;
  private final boolean[] read;
  private final int[] uses;

  private Dependence(boolean[] passes, boolean[] read, int[] uses) {
    this.passes = passes;
    this.read = read;
    this.uses = uses;
  }

  static Dependence of(List<Node> nodes, Node loss, boolean inputGradient) {
    boolean[] depends = new boolean[nodes.size()];
    for (Node node : nodes) {
      depends[node.id()] =
          switch (node.operation()) {
            case Operation.Parameter parameter -> parameter.learned();
            case Operation.Input() -> inputGradient;
            default -> slopes(node).anyMatch(slot -> depends[node.operand(slot)]);
          };
    }
    boolean[] reaches = new boolean[nodes.size()];
    boolean[] read = new boolean[nodes.size()];
    reaches[loss.id()] = true;
    read[loss.id()] = true;
    int[] uses = new int[nodes.size()];
    for (Node node : nodes.reversed()) {
      if (read[node.id()]) {
        node.operands().forEach(operand -> read[operand] = true);
      }
      if (reaches[node.id()]) {
        slopes(node)
            .map(node::operand)
            .forEach(
                operand -> {
                  reaches[operand] = true;
                  uses[operand]++;
                });
      }
    }
    boolean[] passes = new boolean[nodes.size()];
    for (int id = 0; id < passes.length; id++) {
      passes[id] = depends[id] && reaches[id];
    }
    return new Dependence(passes, read, uses);
  }

  /** The operands that have a derivative. */
  private static IntStream slopes(Node node) {
    return IntStream.range(0, node.operands().size())
        .filter(slot -> !Rules.isStep(node.operation(), slot));
  }

  /** Whether the backward pass goes through the node. */
  boolean passes(Node node) {
    return passes[node.id()];
  }

  /** Whether the loss follows from the node, be it in steps alone. */
  boolean isRead(Node node) {
    return read[node.id()];
  }

  /** How often the value is used on the way to the loss. */
  int uses(Node node) {
    return uses[node.id()];
  }
}
