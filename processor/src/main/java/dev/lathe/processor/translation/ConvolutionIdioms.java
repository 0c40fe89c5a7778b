package dev.lathe.processor.translation;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What exporters write as several nodes, and a convolution does by itself. */
final class ConvolutionIdioms {
  private static final Formula SUM = Formulas.add(Formulas.operand(0), Formulas.operand(1));

  private ConvolutionIdioms() {}

  /** A convolution of a map inside of zeros: of the map itself, with that much padding more. */
  static Optional<Node> unpadded(GraphBuilder graph, Node node, Node map, Node weight) {
    if (!(node.operation() instanceof Operation.Convolution convolution)
        || !(map.operation() instanceof Operation.Reindex(Relocation frame))) {
      return Optional.empty();
    }
    Node inside = graph.node(map.operand(0));
    Window window = convolution.window();
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    for (int axis = 0; axis < frame.axes().size(); axis++) {
      List<Integer> indices = frame.axes().get(axis).indices();
      int zeros = indices.indexOf(0);
      int extent = inside.shape().extent(axis);
      int behind = indices.size() - zeros - extent;
      boolean frames =
          frame.axes().get(axis).source() == axis
              && zeros >= 0
              && behind >= 0
              && indices.equals(framed(zeros, extent, behind));
      if (!frames || (axis == 0 && zeros + behind > 0)) {
        return Optional.empty();
      }
      if (axis > 0) {
        before.add(window.before().get(axis - 1) + zeros);
        after.add(window.after().get(axis - 1) + behind);
      }
    }
    if (frame.fill() != 0) {
      return Optional.empty();
    }
    Window wider = new Window(window.kernel(), window.stride(), before, after, window.dilation());
    Operation same =
        new Operation.Convolution(
            wider, convolution.connections(), convolution.flip(), convolution.epilogue());
    return Optional.of(graph.add(node.name(), node.layer(), same, node.shape(), inside, weight));
  }

  private static List<Integer> framed(int zeros, int extent, int behind) {
    List<Integer> indices = new ArrayList<>();
    for (int k = 0; k < zeros; k++) {
      indices.add(Relocation.OUTSIDE);
    }
    indices.addAll(Relocation.range(0, extent));
    for (int k = 0; k < behind; k++) {
      indices.add(Relocation.OUTSIDE);
    }
    return indices;
  }

  /** A sum with a stored figure for each map of a convolution: its bias. */
  static Optional<Node> biased(GraphBuilder graph, Node node, Node... operands) {
    if (!node.operation().equals(new Operation.Pointwise(SUM))) {
      return Optional.empty();
    }
    for (int k = 0; k < 2; k++) {
      Node sums = operands[k];
      Node bias = operands[1 - k];
      Optional<Node> parameter = parameter(graph, bias);
      if (parameter.isEmpty()) {
        continue;
      }
      if (isConvolution(sums) && isPerMap(bias.shape(), sums.shape())) {
        return Optional.of(
            graph.add(node.name(), node.layer(), new Operation.AddBias(), sums, parameter.get()));
      }
      // A dense layer's cells as a vector.
      if (sums.operation() instanceof Operation.Reshape && sums.shape().equals(bias.shape())) {
        Node cells = graph.node(sums.operand(0));
        if (isConvolution(cells) && cells.shape().channels() == bias.shape().size()) {
          Node biased =
              graph.add(
                  node.name() + ".cells",
                  node.layer(),
                  new Operation.AddBias(),
                  cells,
                  parameter.get());
          return Optional.of(
              graph.add(node.name(), node.layer(), new Operation.Reshape(), node.shape(), biased));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isConvolution(Node node) {
    return node.operation() instanceof Operation.Convolution
        || node.operation() instanceof Operation.TransposedConvolution;
  }

  private static boolean isPerMap(Shape bias, Shape sums) {
    return bias.rank() == sums.rank()
        && bias.size() == sums.channels()
        && bias.channels() == sums.channels();
  }

  /** A stored tensor as the vector that it is. */
  private static Optional<Node> parameter(GraphBuilder graph, Node node) {
    Node stored = node;
    while (stored.operation() instanceof Operation.Reshape) {
      stored = graph.node(stored.operand(0));
    }
    boolean isVector =
        stored.operation() instanceof Operation.Parameter && stored.shape().rank() == 1;
    return isVector ? Optional.of(stored) : Optional.empty();
  }
}
