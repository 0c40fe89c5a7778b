package dev.lathe.processor.network;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Node;

/**
 * A function of every element by itself.
 *
 * @param formula of operand 0
 */
public record Elementwise(String title, Formula formula) implements TensorLayer {
  @Override
  public Node append(LayerNodes nodes) {
    return nodes.pointwise("function", formula, nodes.input());
  }
}
