package dev.lathe.processor.graph;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A computation: nodes in topological order, and those whose values are asked for. It knows who
 * uses what: every pass asks for that of every node.
 */
public final class Graph {
  private final String name;
  private final List<Node> nodes;
  private final List<Integer> outputs;
  private final List<List<Node>> users;

  /**
   * A graph.
   *
   * @param name the network's simple name
   * @param nodes node k has id k and uses only nodes before it
   * @param outputs ids, the order of which the graph's maker defines
   */
  public Graph(String name, List<Node> nodes, List<Integer> outputs) {
    this.name = name;
    this.nodes = List.copyOf(nodes);
    this.outputs = List.copyOf(outputs);
    this.users = users(this.nodes);
  }

  private static List<List<Node>> users(List<Node> nodes) {
    List<List<Node>> users = new ArrayList<>();
    for (Node node : nodes) {
      users.add(new ArrayList<>());
      new LinkedHashSet<>(node.operands()).forEach(operand -> users.get(operand).add(node));
    }
    return users.stream().map(List::copyOf).toList();
  }

  public String name() {
    return name;
  }

  public List<Node> nodes() {
    return nodes;
  }

  public List<Integer> outputs() {
    return outputs;
  }

  public Node node(int id) {
    return nodes.get(id);
  }

  public Node operand(Node node, int index) {
    return nodes.get(node.operand(index));
  }

  /** The nodes that use the value of {@code id}, in order. */
  public List<Node> users(int id) {
    return users.get(id);
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
