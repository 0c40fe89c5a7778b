package dev.lathe.processor.rewrite;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import java.util.HashMap;
import java.util.Map;

/** A new graph made from an old one, node by node; all nodes named in calls are the old graph's. */
final class GraphCopy {
  private final Graph source;
  private final GraphBuilder builder;
  private final Map<Integer, Node> copies = new HashMap<>();

  GraphCopy(Graph source) {
    this.source = source;
    this.builder = new GraphBuilder(source.name());
  }

  /** What is copied. */
  Graph source() {
    return source;
  }

  /** The new node that stands for an old one. */
  Node of(int old) {
    Node copy = copies.get(old);
    if (copy == null) {
      throw new IllegalStateException(source.node(old) + " was left out, but is used");
    }
    return copy;
  }

  /** Copies a node as it is. */
  void copy(Node node) {
    put(node, add(node.name(), node, node.operation(), node.shape(), operands(node)));
  }

  /** Lets {@code copy} stand for {@code node}. */
  void put(Node node, Node copy) {
    copies.put(node.id(), copy);
  }

  /** Adds a new node of the layer of {@code origin}. */
  Node add(String name, Node origin, Operation operation, Shape shape, Node... operands) {
    return builder.add(name, origin.layer(), operation, shape, operands);
  }

  /** The copies of a node's operands. */
  Node[] operands(Node node) {
    return node.operands().stream().map(this::of).toArray(Node[]::new);
  }

  Graph finish() {
    return builder.build(source.outputs().stream().map(this::of).toArray(Node[]::new));
  }
}
