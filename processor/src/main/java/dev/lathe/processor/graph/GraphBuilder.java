package dev.lathe.processor.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a {@link Graph} node by node, infers shapes, and keeps names unique. */
public final class GraphBuilder {
  private final String name;
  private final List<Node> nodes = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /** From which number on a name's copies are looked for: an unrolled layer has thousands. */
  private final Map<String, Integer> copies = new HashMap<>();

  public GraphBuilder(String name) {
    this.name = name;
  }

  /** Adds a node whose shape follows from its operands. */
  public Node add(String name, String layer, Operation operation, Node... operands) {
    List<Shape> shapes = new ArrayList<>();
    for (Node operand : operands) {
      shapes.add(operand.shape());
    }
    return add(name, layer, operation, ShapeInference.infer(operation, shapes), operands);
  }

  /** Adds a node whose shape is given: inputs, parameters, and gradients that restore a shape. */
  public Node add(String name, String layer, Operation operation, Shape shape, Node... operands) {
    List<Integer> ids = new ArrayList<>();
    for (Node operand : operands) {
      if (operand.id() >= nodes.size() || !nodes.get(operand.id()).equals(operand)) {
        throw new IllegalArgumentException(operand + " is not a node of " + this.name);
      }
      ids.add(operand.id());
    }
    Node node = new Node(nodes.size(), unique(name), layer, operation, ids, shape);
    nodes.add(node);
    return node;
  }

  public Node node(int id) {
    return nodes.get(id);
  }

  public List<Node> nodes() {
    return List.copyOf(nodes);
  }

  public Graph build(Node... outputs) {
    List<Integer> ids = new ArrayList<>();
    for (Node output : outputs) {
      ids.add(output.id());
    }
    return new Graph(name, nodes, ids);
  }

  private String unique(String wanted) {
    if (names.add(wanted)) {
      return wanted;
    }
    int suffix = copies.getOrDefault(wanted, 2);
    while (!names.add(wanted + "_" + suffix)) {
      suffix++;
    }
    copies.put(wanted, suffix + 1);
    return wanted + "_" + suffix;
  }
}
