package dev.lathe.processor.network;

import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.divide;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.operand;
import static dev.lathe.processor.formula.Formulas.squareRoot;
import static dev.lathe.processor.formula.Formulas.subtract;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Shape;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code @LayerNorm}, {@code @GroupNorm} and {@code @InstanceNorm}: {@code (x - mean) /
 * sqrt(variance + epsilon)} by the biased variance of each group of channels.
 *
 * @param title in a few words
 * @param groups how many groups of channels; a group of one channel for each is an instance norm
 * @param axis the first of the axes that are normalised together, if there is one group
 * @param perElement whether weight and bias have one figure an element, instead of one a channel
 */
public record Standardisation(
    String title, int groups, int axis, double epsilon, boolean affine, boolean perElement)
    implements TensorLayer {

  @Override
  public List<ParameterModel> parameters(String layer, Shape input) {
    if (!affine) {
      return List.of();
    }
    Shape stored = perElement ? row(input) : Shape.of(input.channels());
    Shape computed = perElement ? aligned(input) : Shapes.perChannel(input);
    return List.of(
        ParameterModel.constant(layer + ".weight", stored, computed, 1),
        ParameterModel.constant(layer + ".bias", stored, computed, 0));
  }

  /** What is normalised together. */
  private Shape row(Shape input) {
    return new Shape(input.extents().subList(axis, input.rank()));
  }

  private Shape aligned(Shape input) {
    Shape row = input;
    for (int before = 0; before < axis; before++) {
      row = row.withExtent(before, 1);
    }
    return row;
  }

  @Override
  public List<Reach> reach(Shape input) {
    List<Reach> whole = Reach.whole(input);
    return IntStream.range(1, input.rank())
        .mapToObj(each -> each < axis ? Reach.CELL : whole.get(each - 1))
        .toList();
  }

  @Override
  public Node append(LayerNodes nodes) {
    Shape shape = nodes.input().shape();
    boolean whole = groups == 1;
    boolean single = groups == shape.channels();
    if (whole || single) {
      List<Integer> axes = IntStream.range(whole ? axis : 1, shape.rank()).boxed().toList();
      return scaled(nodes, standardised(nodes, nodes.input(), axes));
    }
    Shape grouped = Shape.of(groups, shape.size() / groups);
    Node parts = nodes.reshape("groups", grouped, nodes.input());
    Node result = standardised(nodes, parts, List.of(1));
    return scaled(nodes, nodes.reshape("maps", shape, result));
  }

  private Node standardised(LayerNodes nodes, Node x, List<Integer> axes) {
    Node mean = nodes.reduce("mean", Reduction.MEAN, axes, x);
    Node centred = nodes.pointwise("centred", subtract(operand(0), operand(1)), x, mean);
    Formula square = multiply(operand(0), operand(0));
    Node squares = nodes.pointwise("squares", square, centred);
    Node variance = nodes.reduce("variance", Reduction.MEAN, axes, squares);
    Formula inverse = divide(constant(1), squareRoot(add(operand(0), constant(epsilon))));
    Node scale = nodes.pointwise("scale", inverse, variance);
    return nodes.pointwise("standard", multiply(operand(0), operand(1)), centred, scale);
  }

  private static Node scaled(LayerNodes nodes, Node x) {
    if (!nodes.hasParameters()) {
      return x;
    }
    Formula affine = add(multiply(operand(0), operand(1)), operand(2));
    return nodes.pointwise("scaled", affine, x, nodes.parameter(0), nodes.parameter(1));
  }
}
