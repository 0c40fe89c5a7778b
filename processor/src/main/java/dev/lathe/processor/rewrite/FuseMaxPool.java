package dev.lathe.processor.rewrite;

import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Epilogue;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Window;

/**
 * Convolution, max-pooling with windows side by side: only the maxima are stored. Where the windows
 * do not cover the map, the rest of it is not computed at all.
 */
final class FuseMaxPool extends PairRewrite {
  private final FusionPolicy policy;

  FuseMaxPool(FusionPolicy policy) {
    this.policy = policy;
  }

  @Override
  boolean matches(Graph graph, Node head, Node tail) {
    return head.operation() instanceof Operation.Convolution convolution
        && convolution.epilogue().maxPool().isEmpty()
        && !convolution.epilogue().addend()
        && convolution.epilogue().function().filter(f -> !f.equals(Epilogue.RELU)).isEmpty()
        && tail.operation() instanceof Operation.MaxPool(Window window)
        && liesSideBySide(window)
        && isUniform(graph, head, convolution)
        && policy.fusesMaxPool(graph, head, tail);
  }

  @Override
  Node rebuild(GraphCopy copy, Node head, Node tail) {
    Window window = (Window) ((Operation.MaxPool) tail.operation()).windows();
    Operation fused = Epilogues.with(head, Epilogues.of(head).orElseThrow().withMaxPool(window));
    String name = head.name() + "_" + tail.name();
    return copy.add(name, head, fused, tail.shape(), copy.operands(head));
  }

  /** Weights or a bias that differ from cell to cell would differ inside of a window. */
  private static boolean isUniform(Graph graph, Node head, Operation.Convolution convolution) {
    boolean untied = convolution.connections() instanceof Connections.Untied;
    boolean perUnit =
        convolution.epilogue().bias() && graph.operand(head, 2).shape().positions() > 1;
    return !untied && !perUnit;
  }

  private static boolean liesSideBySide(Window window) {
    return window.stride().equals(window.kernel())
        && !window.isPadded()
        && window.dilation().stream().allMatch(dilation -> dilation == 1);
  }
}
