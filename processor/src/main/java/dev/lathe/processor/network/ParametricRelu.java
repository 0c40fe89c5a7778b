package dev.lathe.processor.network;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Shape;
import java.util.List;

/** {@code @ParametricRelu}: a learned slope a channel for negative elements. */
public record ParametricRelu() implements TensorLayer {
  /** The slope that He et al. 2015 begin with. */
  private static final float START = 0.25f;

  @Override
  public String title() {
    return "parametric relu";
  }

  @Override
  public List<ParameterModel> parameters(String layer, Shape input) {
    Shape stored = Shape.of(input.channels());
    return List.of(
        ParameterModel.constant(layer + ".weight", stored, Shapes.perChannel(input), START));
  }

  @Override
  public Node append(LayerNodes nodes) {
    return nodes.pointwise(
        "function", Functions.parametricRelu(), nodes.input(), nodes.parameter(0));
  }
}
