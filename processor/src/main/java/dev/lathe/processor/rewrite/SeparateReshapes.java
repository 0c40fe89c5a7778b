package dev.lathe.processor.rewrite;

import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import java.util.HashMap;
import java.util.Map;

/**
 * A copy between a reshaped value and a convolution that reads it beyond its border. The reshaped
 * value then lies row-major without gaps, so that the place of an element follows from its number;
 * the copy lies in a halo.
 */
final class SeparateReshapes implements Rewrite {
  @Override
  public Graph apply(Graph graph) {
    GraphCopy copy = new GraphCopy(graph);
    Map<Integer, Node> haloed = new HashMap<>();
    for (Node node : graph.nodes()) {
      Node[] operands = copy.operands(node);
      for (int slot = 0; slot < operands.length; slot++) {
        Node operand = graph.operand(node, slot);
        if (operand.operation() instanceof Operation.Reshape && readsBeyond(node, slot)) {
          operands[slot] = haloed.computeIfAbsent(operand.id(), _ -> identity(copy, operand));
        }
      }
      copy.put(node, copy.add(node.name(), node, node.operation(), node.shape(), operands));
    }
    return copy.finish();
  }

  private static Node identity(GraphCopy copy, Node reshaped) {
    Operation same = new Operation.Pointwise(Formulas.operand(0));
    return copy.add(
        reshaped.name() + ".haloed", reshaped, same, reshaped.shape(), copy.of(reshaped.id()));
  }

  private static boolean readsBeyond(Node user, int slot) {
    return switch (user.operation()) {
      case Operation.Convolution convolution -> slot == 0 && convolution.window().isPadded();
      case Operation.WeightGradient gradient -> slot == 0 && gradient.window().isPadded();
      case Operation.TransposedConvolution _, Operation.TransformInput _ -> slot == 0;
      default -> false;
    };
  }
}
