package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.divide;
import static dev.lathe.processor.formula.Formulas.exp;
import static dev.lathe.processor.formula.Formulas.log;
import static dev.lathe.processor.formula.Formulas.operand;
import static dev.lathe.processor.formula.Formulas.subtract;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Sizes;
import java.util.List;
import java.util.Map;

/** Softmax and its logarithm. */
final class SoftmaxOperators {
  private static final Formula DIFFERENCE = subtract(operand(0), operand(1));

  private SoftmaxOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("Softmax", Operator.single(use -> softmax(use, false)));
    operators.put("LogSoftmax", Operator.single(use -> softmax(use, true)));
  }

  /** Before opset 13 all axes from the named one on were one. */
  static Term rows(Use use, Term x) {
    if (use.opset() >= 13) {
      return x;
    }
    int axis = x.axis(use.integer("axis", 1));
    int rows = x.shape().extents().stream().limit(axis).reduce(1, Sizes::product);
    return use.nodes().reshape(x, Shape.of(rows, x.size() / rows));
  }

  private static Term softmax(Use use, boolean logarithm) {
    Term x = use.in(0);
    Term rows = rows(use, x);
    int axis = use.opset() < 13 ? 1 : x.axis(use.integer("axis", -1));
    return use.nodes().reshape(along(use.nodes(), rows, axis, logarithm), x.shape());
  }

  static Term along(Nodes nodes, Term x, int axis, boolean logarithm) {
    // The channels of an image are what a classifier's last layer normalises.
    if (x instanceof Term.Computed computed && axis == 1 && x.rank() >= 2 && x.extent(0) == 1) {
      Operation operation = logarithm ? new Operation.LogSoftmax() : new Operation.Softmax();
      return nodes.term(nodes.add(operation, computed.node()), x.shape(), x.type());
    }
    List<Integer> axes = List.of(axis);
    Term max = nodes.reduce(Reduction.MAXIMUM, axes, x);
    Term shifted = nodes.pointwise(x.type(), DIFFERENCE, x, max);
    Term powers = nodes.pointwise(x.type(), exp(operand(0)), shifted);
    Term sum = nodes.reduce(Reduction.SUM, axes, powers);
    return logarithm
        ? nodes.pointwise(x.type(), subtract(operand(0), log(operand(1))), shifted, sum)
        : nodes.pointwise(x.type(), divide(operand(0), operand(1)), powers, sum);
  }
}
