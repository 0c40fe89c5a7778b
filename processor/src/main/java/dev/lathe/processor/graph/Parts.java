package dev.lathe.processor.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * Several values as one, row-major and behind each other: a pass has one place for what it is given
 * and one for what it gives back.
 */
public final class Parts {
  private Parts() {}

  /** The value of the given shape whose elements begin at {@code begin} of a vector. */
  public static Node part(GraphBuilder graph, String name, Node vector, int begin, Shape shape) {
    List<Integer> elements = Relocation.range(begin, begin + shape.size());
    Operation slice =
        new Operation.Reindex(Relocation.identity(vector.shape()).withIndices(0, elements));
    boolean flat = shape.rank() == 1;
    Node part = graph.add(flat ? name : name + ".elements", "", slice, vector);
    return flat ? part : graph.add(name, "", new Operation.Reshape(), shape, part);
  }

  /** The elements of all values as a vector. */
  public static Node joined(GraphBuilder graph, String name, List<Node> values) {
    List<Node> vectors = new ArrayList<>();
    for (Node value : values) {
      Shape flat = Shape.of(value.shape().size());
      vectors.add(
          value.shape().equals(flat)
              ? value
              : graph.add(value.name() + ".elements", "", new Operation.Reshape(), flat, value));
    }
    return graph.add(name, "", new Operation.Concatenate(0), vectors.toArray(Node[]::new));
  }
}
