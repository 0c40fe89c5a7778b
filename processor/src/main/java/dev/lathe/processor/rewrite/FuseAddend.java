package dev.lathe.processor.rewrite;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;

/**
 * Convolution, sum with another value: the other value is added in the epilogue, where the sums are
 * still in registers. So do residual layers, and derivatives that meet behind them. Of two
 * convolutions that are added up the first takes the other one's value.
 */
final class FuseAddend extends PairRewrite {
  private static final Formula SUM = Formulas.add(Formulas.operand(0), Formulas.operand(1));

  private final FusionPolicy policy;
  private final TransformConvolution transforms;

  FuseAddend(FusionPolicy policy, TransformConvolution transforms) {
    this.policy = policy;
    this.transforms = transforms;
  }

  @Override
  boolean mayBe(int operand, Node tail) {
    return isSum(tail.operation());
  }

  private static boolean isSum(Operation operation) {
    return operation instanceof Operation.Add
        || (operation instanceof Operation.Pointwise(Formula formula) && formula.equals(SUM));
  }

  @Override
  boolean matches(Graph graph, Node head, Node tail) {
    return isSum(tail.operation())
        && Epilogues.of(head).filter(Epilogue::isPlain).isPresent()
        && graph.node(other(head, tail)).shape().equals(tail.shape())
        && head.shape().equals(tail.shape())
        && policy.fusesAddend(
            graph, head, graph.node(other(head, tail)), transforms.takes(graph, head));
  }

  private static int other(Node head, Node tail) {
    return tail.operand(0) == head.id() ? tail.operand(1) : tail.operand(0);
  }

  @Override
  Node rebuild(GraphCopy copy, Node head, Node tail) {
    Node[] operands = new Node[head.operands().size() + 1];
    System.arraycopy(copy.operands(head), 0, operands, 0, operands.length - 1);
    operands[operands.length - 1] = copy.of(other(head, tail));
    Epilogue epilogue = Epilogues.of(head).orElseThrow().withAddend();
    return copy.add(
        fusedName(head, tail), head, Epilogues.with(head, epilogue), tail.shape(), operands);
  }
}
