package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.absolute;
import static dev.lathe.processor.formula.Formulas.add;
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
 * Integers by their bits. Values are floats, which hold integers from -2^24 to 2^24: operands and
 * results of wider types are exact within these bounds, a result beyond them is rounded to a float,
 * and known operands beyond them are refused. What {@code BitShift} moves to the left may be
 * larger: it has no more binary digits than its operand.
 */
final class IntegerOperators {
  /** Bits whose sum, of any of them in any order, is exact in floats. */
  private static final int LOW_BITS = 24;

  /** The largest integer up to which there are all among floats. */
  private static final double LARGEST = 0x1p24;

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
    return type.bits();
  }

  private static boolean isWide(ElementType type) {
    return width(type) > LOW_BITS;
  }

  private static Term inverted(Use use) {
    Term x = exact(use, 0);
    ElementType type = x.type();
    if (isWide(type) && !type.isSigned()) {
      throw new TranslationException("%s, whose complements are beyond 2^24".formatted(type));
    }
    double all = type.isSigned() ? -1 : Math.pow(2, width(type)) - 1;
    return use.nodes().pointwise(type, subtract(constant(all), X), x);
  }

  /** An operand whose elements, if they are known, are so as floats. */
  private static Term exact(Use use, int index) {
    Term x = use.in(index);
    if (x instanceof Term.Known known) {
      for (int k = 0; k < known.size(); k++) {
        if (Math.abs(known.element(k)) > LARGEST) {
          throw new TranslationException(
              "a number beyond 2^24 in " + use.node().inputs().get(index));
        }
      }
    }
    return x;
  }

  /** By places that are known: a power of two would not be exact if it were computed. */
  private static Term shifted(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    Term.Known places = use.known(1);
    ElementType type = x.type();
    for (int k = 0; k < places.size(); k++) {
      // What is left then differs from machine to machine.
      InvalidException.unless(
          places.element(k) < width(type),
          "a shift of %s by %d places",
          type,
          (long) places.element(k));
    }
    Term factors = nodes.pointwise(ElementType.DOUBLE, Formulas.power(constant(2), X), places);
    String direction = use.text("direction", "");
    InvalidException.unless(
        direction.equals("LEFT") || direction.equals("RIGHT"),
        "the direction \"%s\", and it is LEFT or RIGHT",
        direction);
    if (direction.equals("RIGHT")) {
      return nodes.pointwise(type, floor(divide(X, Y)), x, factors);
    }
    double range = Math.pow(2, width(type));
    Formula product = multiply(X, Y);
    Formula carried = multiply(floor(divide(product, constant(range))), constant(range));
    return nodes.pointwise(type, subtract(product, carried), x, factors);
  }

  private static void bits(Map<String, Operator> operators, String name, Formula ofBits) {
    operators.put(name, Operator.single(use -> bits(use, ofBits)));
  }

  /** Bit by bit along an axis of their own, whose sum they are by the powers of two. */
  private static Term bits(Use use, Formula ofBits) {
    Nodes nodes = use.nodes();
    Term a = exact(use, 0);
    Term b = exact(use, 1);
    ElementType type = a.type();
    double[] powers = new double[Math.min(LOW_BITS, width(type))];
    for (int k = 0; k < powers.length; k++) {
      powers[k] = Math.pow(2, k);
    }
    Term.Known scale = Term.Known.of(ElementType.DOUBLE, Shape.of(powers.length), powers);
    boolean negative = type.isSigned() && !isWide(type);
    Formula weight = negative ? weight(powers[powers.length - 1]) : operand(2);
    Formula weighted = multiply(ofBit(ofBits, operand(2)), weight);
    Term each = nodes.pointwise(type, weighted, column(nodes, a), column(nodes, b), scale);
    Term sum = nodes.reduce(Reduction.SUM, List.of(each.rank() - 1), each);
    Term low = ReductionOperators.without(nodes, sum, List.of(each.rank() - 1));
    return isWide(type)
        ? nodes.pointwise(type, add(operand(2), high(type, ofBits)), a, b, low)
        : low;
  }

  private static Formula ofBit(Formula ofBits, Formula power) {
    return Trees.substitute(ofBits, k -> bit(operand(k), power));
  }

  /** The highest bit of a number that may be negative counts below zero. */
  private static Formula weight(double highest) {
    return Formulas.equal(operand(2), constant(highest), constant(-highest), operand(2));
  }

  /**
   * The bits above those that are summed. Both of a negative number are set, and only one of 2^24:
   * their own difference comes first, since the lower bits and 2^24 need not have an exact sum.
   */
  private static Formula high(ElementType type, Formula ofBits) {
    Formula value = multiply(ofBit(ofBits, constant(LARGEST)), constant(LARGEST));
    double sign = 2 * LARGEST;
    return type.isSigned()
        ? subtract(value, multiply(ofBit(ofBits, constant(sign)), constant(sign)))
        : value;
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
