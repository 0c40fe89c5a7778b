package dev.lathe.processor.network;

import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;

/** {@code @Glu}: half of an axis times the sigmoid of the other half. */
public record Gate(int axis) implements TensorLayer {
  @Override
  public String title() {
    return "gated linear unit along axis " + axis;
  }

  @Override
  public Shape output(Shape input) {
    return Shapes.with(input, axis, input.extent(axis) / 2);
  }

  @Override
  public Node append(LayerNodes nodes) {
    Node x = nodes.input();
    int half = x.shape().extent(axis) / 2;
    Relocation whole = Relocation.identity(x.shape());
    Node values = nodes.reindex("values", whole.withIndices(axis, Relocation.range(0, half)), x);
    Node gates =
        nodes.reindex("gates", whole.withIndices(axis, Relocation.range(half, 2 * half)), x);
    return nodes.pointwise(
        "gated",
        Formulas.multiply(Formulas.operand(0), Formulas.sigmoid(Formulas.operand(1))),
        values,
        gates);
  }
}
