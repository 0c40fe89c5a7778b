package dev.lathe.processor.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A computation: nodes in topological order, and those whose values are asked for.
 *
 * @param name the network's simple name
 * @param nodes node k has id k and uses only nodes before it
 * @param outputs ids, the order of which the graph's maker defines
 */
public record Graph(String name, List<Node> nodes, List<Integer> outputs) {

  public Graph {
    nodes = List.copyOf(nodes);
    outputs = List.copyOf(outputs);
  }

  public Node node(int id) {
    return nodes.get(id);
  }

  public Node operand(Node node, int index) {
    return nodes.get(node.operand(index));
  }

  /** The nodes that use the value of {@code id}, in order. */
  public List<Node> users(int id) {
    List<Node> users = new ArrayList<>();
    // What uses a value stands behind it.
    for (int i = id + 1; i < nodes.size(); i++) {
      if (nodes.get(i).operands().contains(id)) {
        users.add(nodes.get(i));
      }
    }
    return users;
  }

  /**
   * Whether the node adds to a parameter's gradient over the images of a batch, instead of having a
   * value of its own for each.
   */
  public boolean accumulates(Node node) {
    return switch (node.operation()) {
      case Operation.Accumulate() -> true;
      case Operation.WeightGradient _, Operation.BiasGradient(), Operation.LookupGradient _ ->
          outputs.contains(node.id());
      default -> false;
    };
  }

  /** All learned tensors, in order. */
  public List<Node> learned() {
    return parameters().stream()
        .filter(node -> node.operation() instanceof Operation.Parameter p && p.learned())
        .toList();
  }

  /** All stored tensors, in order. */
  public List<Node> parameters() {
    return nodes.stream().filter(n -> n.operation() instanceof Operation.Parameter).toList();
  }

  /** One line a node: for the processor's debugging option. */
  public String print() {
    return nodes.stream()
            .map(node -> "  " + node)
            .collect(Collectors.joining("\n", name + "\n", ""))
        + "\n  outputs "
        + outputs
        + "\n";
  }
}
