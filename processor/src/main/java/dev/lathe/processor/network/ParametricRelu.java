package dev.lathe.processor.network;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Shape;
import java.util.List;

/**
 * {@code @ParametricRelu}: a learned slope for negative elements.
 *
 * @param shared whether all channels have the same one
 */
public record ParametricRelu(boolean shared) implements TensorLayer {
  /** The slope that He et al. 2015 begin with. */
  private static final float START = 0.25f;

  @Override
  public String title() {
    return "parametric relu" + (shared ? ", one slope" : "");
  }

  @Override
  public List<ParameterModel> parameters(String layer, Shape input) {
    Shape perChannel = Shapes.perChannel(input);
    Shape computed = shared ? Shapes.with(perChannel, 0, 1) : perChannel;
    Shape stored = Shape.of(computed.channels());
    return List.of(ParameterModel.constant(layer + ".weight", stored, computed, START));
  }

  @Override
  public Node append(LayerNodes nodes) {
    return nodes.pointwise(
        "function", Functions.parametricRelu(), nodes.input(), nodes.parameter(0));
  }
}
