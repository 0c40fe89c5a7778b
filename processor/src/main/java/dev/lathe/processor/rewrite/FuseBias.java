package dev.lathe.processor.rewrite;

import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;

/** Convolution, bias: the bias goes into the epilogue, where the sums are still in registers. */
final class FuseBias extends PairRewrite {
  @Override
  boolean matches(Graph graph, Node head, Node tail) {
    return tail.operation() instanceof Operation.AddBias
        && Epilogues.of(head).filter(Epilogue.NONE::equals).isPresent();
  }

  @Override
  Node rebuild(GraphCopy copy, Node head, Node tail) {
    return copy.add(
        fusedName(head, tail),
        head,
        Epilogues.with(head, Epilogue.NONE.withBias()),
        tail.shape(),
        copy.of(head.operand(0)),
        copy.of(head.operand(1)),
        copy.of(tail.operand(1)));
  }
}
