package dev.lathe.processor.rewrite;

import dev.lathe.processor.graph.Activation;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;

/**
 * Transposed convolution to a single map, TANH or SIGMOID: the map is brought together first. Its
 * channel is filled up to whole vectors, of which the function would compute all lanes: the sigmoid
 * of 28 x 28 pixels took 5.9 of an auto-encoder's 17 us.
 */
final class GatherSingleMap extends PairRewrite {

  /** A copy of fewer cells saves nothing. */
  private static final int MANY_CELLS = 64;

  @Override
  boolean matches(Graph graph, Node head, Node tail) {
    return head.operation() instanceof Operation.TransposedConvolution
        && tail.operation() instanceof Operation.Activate(Activation function)
        && function != Activation.RELU
        && head.shape().rank() > 1
        && head.shape().channels() == 1
        && head.shape().positions() >= MANY_CELLS;
  }

  @Override
  Node rebuild(GraphCopy copy, Node head, Node tail) {
    Node map = copy.add(head.name(), head, head.operation(), head.shape(), copy.operands(head));
    Node gathered =
        copy.add(head.name() + ".gathered", head, new Operation.Reshape(), head.shape(), map);
    return copy.add(tail.name(), tail, tail.operation(), tail.shape(), gathered);
  }
}
