package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.absolute;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.divide;
import static dev.lathe.processor.formula.Formulas.floor;
import static dev.lathe.processor.formula.Formulas.maximum;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.operand;
import static dev.lathe.processor.formula.Formulas.subtract;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.formula.Trees;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.onnx.ElementType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Integers by their bits. Values are floats, so that of wider types the low {@value #MOST_BITS}
 * bits are computed with.
 */
final class IntegerOperators {
  /** What a float holds without rounding. */
  private static final int MOST_BITS = 24;

  private static final Formula X = operand(0);
  private static final Formula Y = operand(1);

  private IntegerOperators() {}

  static void register(Map<String, Operator> operators) {
    bits(operators, "BitwiseAnd", multiply(X, Y));
    bits(operators, "BitwiseOr", maximum(X, Y));
    bits(operators, "BitwiseXor", absolute(subtract(X, Y)));
    operators.put("BitwiseNot", Operator.single(IntegerOperators::inverted));
    operators.put("BitShift", Operator.single(IntegerOperators::shifted));
  }

  private static int width(ElementType type) {
    return type.bytes() * Byte.SIZE;
  }

  private static Term inverted(Use use) {
    Term x = use.in(0);
    double all = x.type().isSigned() ? -1 : Math.pow(2, width(x.type())) - 1;
    return use.nodes().pointwise(x.type(), subtract(constant(all), X), x);
  }

  /** By places that are known: a power of two would not be exact if it were computed. */
  private static Term shifted(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    Term.Known places = use.known(1);
    ElementType type = x.type();
    Term factors = nodes.pointwise(ElementType.DOUBLE, Formulas.power(constant(2), X), places);
    if (use.text("direction", "").equals("RIGHT")) {
      return nodes.pointwise(type, floor(divide(X, Y)), x, factors);
    }
    double range = Math.pow(2, width(type));
    Formula product = multiply(X, Y);
    Formula carried = multiply(floor(divide(product, constant(range))), constant(range));
    return nodes.pointwise(type, subtract(product, carried), x, factors);
  }

  /** Bit by bit along an axis of their own, whose sum they are by the powers of two. */
  private static void bits(Map<String, Operator> operators, String name, Formula ofBits) {
    operators.put(
        name,
        Operator.single(
            use -> {
              Nodes nodes = use.nodes();
              Term a = use.in(0);
              Term b = use.in(1);
              ElementType type = a.type();
              int count = Math.min(MOST_BITS, width(type));
              double[] powers = new double[count];
              for (int k = 0; k < count; k++) {
                powers[k] = Math.pow(2, k);
              }
              Term.Known scale = Term.Known.of(ElementType.DOUBLE, Shape.of(count), powers);
              Formula bit = Trees.substitute(ofBits, k -> bit(operand(k), operand(2)));
              Formula weighted = multiply(bit, weight(type, operand(2), powers[count - 1]));
              Term each =
                  nodes.pointwise(type, weighted, column(nodes, a), column(nodes, b), scale);
              Term sum = nodes.reduce(Reduction.SUM, List.of(each.rank() - 1), each);
              return ReductionOperators.without(nodes, sum, List.of(each.rank() - 1));
            }));
  }

  /** The highest bit of a number that may be negative counts below zero. */
  private static Formula weight(ElementType type, Formula power, double highest) {
    return type.isSigned()
        ? Formulas.equal(power, constant(highest), constant(-highest), power)
        : power;
  }

  private static Formula bit(Formula x, Formula power) {
    Formula shifted = floor(divide(x, power));
    Formula half = floor(multiply(shifted, constant(0.5)));
    return subtract(shifted, multiply(half, constant(2)));
  }

  private static Term column(Nodes nodes, Term x) {
    List<Integer> extents = new ArrayList<>(x.shape().extents());
    extents.add(1);
    return nodes.reshape(x, new Shape(extents));
  }
}
