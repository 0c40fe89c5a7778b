package dev.lathe.processor.rewrite;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Activation;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import java.util.Optional;

/**
 * Convolution, a function of every element: RELU and other short formulas, a bound at 6 for
 * instance, go into the epilogue.
 *
 * <p>TANH and SIGMOID stay operations of their own, which run in a pass over the map.
 */
final class FuseFunction extends PairRewrite {
  private final FusionPolicy policy;
  private final TransformConvolution transforms;

  FuseFunction(FusionPolicy policy, TransformConvolution transforms) {
    this.policy = policy;
    this.transforms = transforms;
  }

  @Override
  boolean matches(Graph graph, Node head, Node tail) {
    return Epilogues.takesFunction(head)
        && tail.shape().equals(head.shape())
        && formula(tail)
            .filter(
                formula ->
                    formula.equals(Epilogue.RELU)
                        || policy.fusesFunction(
                            graph, head, formula, transforms.takes(graph, head)))
            .isPresent();
  }

  private static Optional<Formula> formula(Node tail) {
    return switch (tail.operation()) {
      case Operation.Activate(Activation function) ->
          function == Activation.RELU ? Optional.of(Epilogue.RELU) : Optional.empty();
      case Operation.Pointwise(Formula formula) ->
          tail.operands().size() == 1 ? Optional.of(formula) : Optional.empty();
      default -> Optional.empty();
    };
  }

  @Override
  Node rebuild(GraphCopy copy, Node head, Node tail) {
    Epilogue epilogue = Epilogues.of(head).orElseThrow().withFunction(formula(tail).orElseThrow());
    Operation fused = Epilogues.with(head, epilogue);
    return copy.add(fusedName(head, tail), head, fused, tail.shape(), copy.operands(head));
  }
}
