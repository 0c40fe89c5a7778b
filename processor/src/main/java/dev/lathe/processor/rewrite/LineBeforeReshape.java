package dev.lathe.processor.rewrite;

import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A convolution's value under another shape with as many maps, a straight line for each map: the
 * line comes first, where {@link FoldNormalisation} finds it. A map's elements stay those of the
 * map, since values are row-major.
 */
final class LineBeforeReshape extends PairRewrite {
  @Override
  boolean appliesTo(Graph graph) {
    return FoldNormalisation.isInference(graph);
  }

  @Override
  boolean matches(Graph graph, Node head, Node tail) {
    if (!(head.operation() instanceof Operation.Reshape)) {
      return false;
    }
    Node inner = graph.operand(head, 0);
    return Epilogues.of(inner).filter(Epilogue::isPlain).isPresent()
        && graph.users(inner.id()).size() == 1
        && !graph.outputs().contains(inner.id())
        && head.shape().equals(tail.shape())
        && head.shape().channels() == inner.shape().channels()
        && FoldNormalisation.isLine(graph, tail);
  }

  @Override
  Node rebuild(GraphCopy copy, Node head, Node tail) {
    Node inner = copy.of(head.operand(0));
    List<Node> operands = new ArrayList<>(List.of(inner));
    for (int k = 1; k < tail.operands().size(); k++) {
      operands.add(under(inner.shape(), copy, copy.source().operand(tail, k)));
    }
    Node line =
        copy.add(
            tail.name() + ".line",
            tail,
            tail.operation(),
            inner.shape(),
            operands.toArray(Node[]::new));
    return copy.add(tail.name(), tail, head.operation(), tail.shape(), line);
  }

  /**
   * A line's parameter, or its number, with as many axes as the convolution's value has: the
   * reshape may have added some, and an operand must not have more axes than the result.
   */
  private static Node under(Shape shape, GraphCopy copy, Node operand) {
    List<Integer> extents = new ArrayList<>(Collections.nCopies(shape.rank(), 1));
    if (operand.operation() instanceof Operation.Parameter) {
      extents.set(0, shape.channels());
    }
    return copy.add(operand.name(), operand, operand.operation(), new Shape(extents));
  }
}
