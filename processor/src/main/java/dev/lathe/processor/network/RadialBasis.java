package dev.lathe.processor.network;

import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.operand;
import static dev.lathe.processor.formula.Formulas.subtract;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@code @Rbf}: squared distances to learned points. */
public record RadialBasis(int outputs) implements TensorLayer {
  @Override
  public String title() {
    return "rbf " + outputs;
  }

  @Override
  public Shape output(Shape input) {
    List<Integer> extents = new ArrayList<>(Collections.nCopies(input.rank(), 1));
    extents.set(0, outputs);
    return new Shape(extents);
  }

  @Override
  public List<ParameterModel> parameters(String layer, Shape input) {
    Shape shape = Shape.of(outputs, input.size());
    return List.of(new ParameterModel(layer + ".weight", shape, shape, input.size()));
  }

  @Override
  public List<Reach> reach(Shape input) {
    return Reach.whole(input);
  }

  @Override
  public long products(Shape input) {
    return (long) outputs * input.size();
  }

  @Override
  public Node append(LayerNodes nodes) {
    Shape input = nodes.input().shape();
    Node row = nodes.reshape("row", Shape.of(1, input.size()), nodes.input());
    Formula difference = subtract(operand(0), operand(1));
    Node squares =
        nodes.pointwise("squares", multiply(difference, difference), row, nodes.parameter(0));
    Node sums = nodes.reduce("sums", Reduction.SUM, List.of(1), squares);
    return nodes.reshape("distances", output(input), sums);
  }
}
