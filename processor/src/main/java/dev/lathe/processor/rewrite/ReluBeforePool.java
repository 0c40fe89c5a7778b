package dev.lathe.processor.rewrite;

import dev.lathe.processor.graph.Activation;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Windows;

/**
 * Convolution, max-pooling, RELU: RELU first, which changes nothing as it is monotone, and costs
 * nothing once {@link FuseFunction} has put it into the convolution.
 */
final class ReluBeforePool extends PairRewrite {
  @Override
  boolean matches(Graph graph, Node head, Node tail) {
    return head.operation() instanceof Operation.MaxPool(Windows windows)
        && tail.operation() instanceof Operation.Activate(Activation function)
        && function == Activation.RELU
        && Epilogues.takesFunction(graph.operand(head, 0))
        && graph.users(head.operand(0)).size() == 1
        && !graph.outputs().contains(head.operand(0))
        && Coverage.everyWindowMeetsTheMap(windows, graph.operand(head, 0).shape(), head.shape());
  }

  @Override
  Node rebuild(GraphCopy copy, Node head, Node tail) {
    Node map = copy.of(head.operand(0));
    Node activated = copy.add(tail.name(), tail, tail.operation(), map.shape(), map);
    return copy.add(head.name(), head, head.operation(), tail.shape(), activated);
  }
}
