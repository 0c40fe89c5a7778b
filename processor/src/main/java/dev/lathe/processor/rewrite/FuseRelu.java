package dev.lathe.processor.rewrite;

import dev.lathe.processor.graph.Activation;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;

/**
 * Convolution, RELU: the maximum with 0 goes into the epilogue.
 *
 * <p>TANH and SIGMOID do not: an epilogue is inlined once for every register of the tile, and some
 * 28 inlined polynomials exceed what HotSpot compiles in one method. They run in a pass of their
 * own over the map.
 */
final class FuseRelu extends PairRewrite {
  @Override
  boolean matches(Graph graph, Node head, Node tail) {
    return tail.operation() instanceof Operation.Activate(Activation function)
        && function == Activation.RELU
        && Epilogues.takesActivation(head);
  }

  @Override
  Node rebuild(GraphCopy copy, Node head, Node tail) {
    Operation fused =
        Epilogues.with(head, Epilogues.of(head).orElseThrow().withActivation(Activation.RELU));
    return copy.add(fusedName(head, tail), head, fused, tail.shape(), copy.operands(head));
  }
}
