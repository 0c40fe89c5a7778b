package dev.lathe.processor.rewrite;

import dev.lathe.processor.graph.Activation;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Windows;

/**
 * TANH or SIGMOID, max-pooling: pooled first. Both functions grow with their argument, so that the
 * maximum of the values is the value of the maximum, and a 2 x 2 pooling saves three of four
 * transcendentals.
 */
final class PoolBeforeActivation extends PairRewrite {
  @Override
  boolean matches(Graph graph, Node head, Node tail) {
    return head.operation() instanceof Operation.Activate(Activation function)
        && function != Activation.RELU
        && tail.operation() instanceof Operation.MaxPool(Windows windows)
        && Coverage.everyWindowMeetsTheMap(windows, head.shape(), tail.shape());
  }

  @Override
  Node rebuild(GraphCopy copy, Node head, Node tail) {
    Node pooled =
        copy.add(tail.name(), tail, tail.operation(), tail.shape(), copy.of(head.operand(0)));
    return copy.add(head.name(), head, head.operation(), tail.shape(), pooled);
  }
}
