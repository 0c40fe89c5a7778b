package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.ONE;
import static dev.lathe.processor.formula.Formulas.ZERO;
import static dev.lathe.processor.formula.Formulas.absolute;
import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.divide;
import static dev.lathe.processor.formula.Formulas.equal;
import static dev.lathe.processor.formula.Formulas.floor;
import static dev.lathe.processor.formula.Formulas.greater;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.negate;
import static dev.lathe.processor.formula.Formulas.operand;
import static dev.lathe.processor.formula.Formulas.subtract;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.formula.Trees;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.onnx.ElementType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Arithmetic, comparisons and logic, broadcast as numpy does it; truth is 1. */
final class ElementwiseOperators {
  private static final Formula X = operand(0);
  private static final Formula Y = operand(1);

  private ElementwiseOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put(
        "Sub",
        Operator.single(
            use -> {
              List<Term> both = aligned(use);
              return Wrapping.sum(use, subtract(X, Y), both.get(0), both.get(1));
            }));
    operators.put("Mul", Operator.single(ElementwiseOperators::product));
    operators.put("Add", Operator.single(ElementwiseOperators::sum));
    operators.put("Div", Operator.single(ElementwiseOperators::quotient));
    operators.put("Pow", Operator.single(ElementwiseOperators::power));
    operators.put("Mod", Operator.single(ElementwiseOperators::remainder));
    folded(operators, "Max", Formulas.maximum(X, Y), false);
    folded(operators, "Min", Formulas.minimum(X, Y), false);
    folded(operators, "Sum", add(X, Y), false);
    folded(operators, "Mean", add(X, Y), true);

    operators.put("Neg", Operator.single(use -> Wrapping.sum(use, negate(X), use.in(0))));
    operators.put("Abs", Operator.single(use -> Wrapping.sum(use, absolute(X), use.in(0))));
    unary(operators, "Sqrt", Formulas.squareRoot(X));
    unary(operators, "Exp", Formulas.exp(X));
    unary(operators, "Log", Formulas.log(X));
    unary(operators, "Erf", Formulas.erf(X));
    unary(operators, "Reciprocal", divide(ONE, X));
    unary(operators, "Floor", floor(X));
    unary(operators, "Ceil", negate(floor(negate(X))));
    unary(operators, "Round", rounded(X));
    unary(operators, "Sign", Formulas.sign(X));

    compare(operators, "Greater", greater(X, Y, ONE, ZERO));
    compare(operators, "Less", greater(Y, X, ONE, ZERO));
    compare(operators, "GreaterOrEqual", greater(X, Y, ONE, equal(X, Y, ONE, ZERO)));
    compare(operators, "LessOrEqual", greater(Y, X, ONE, equal(X, Y, ONE, ZERO)));
    compare(operators, "Equal", equal(X, Y, ONE, ZERO));
    compare(operators, "And", multiply(X, Y));
    compare(operators, "Or", Formulas.maximum(X, Y));
    compare(operators, "Xor", absolute(subtract(X, Y)));
    truth(operators, "Not", subtract(ONE, X));
    truth(operators, "IsNaN", equal(X, X, ZERO, ONE));
    operators.put("IsInf", Operator.single(ElementwiseOperators::isInfinite));

    operators.put(
        "Where",
        Operator.single(
            use ->
                use.nodes()
                    .pointwise(
                        use.in(1).type(),
                        equal(X, ZERO, operand(2), Y),
                        use.in(0),
                        use.in(1),
                        use.in(2))));
    operators.put("Cast", Operator.single(use -> cast(use, use.in(0), target(use))));
    operators.put("CastLike", Operator.single(use -> cast(use, use.in(0), use.in(1).type())));
    operators.put("Identity", Operator.single(use -> use.in(0)));
    operators.put("Clip", Operator.single(ElementwiseOperators::clip));
  }

  private static void unary(Map<String, Operator> operators, String name, Formula formula) {
    operators.put(
        name, Operator.single(use -> use.nodes().pointwise(use.in(0).type(), formula, use.in(0))));
  }

  private static void truth(Map<String, Operator> operators, String name, Formula formula) {
    operators.put(
        name, Operator.single(use -> use.nodes().pointwise(ElementType.BOOL, formula, use.in(0))));
  }

  /** Of 16 bits, products are beyond what floats hold exactly: the bytes of a factor by turns. */
  private static Term product(Use use) {
    List<Term> both = aligned(use);
    Term a = both.get(0);
    Term b = both.get(1);
    boolean words = a.type() == ElementType.INT16 || a.type() == ElementType.UINT16;
    if (!words) {
      return Wrapping.of(use, multiply(X, Y), a, b);
    }
    Formula high = floor(divide(X, constant(256)));
    Term upper = use.nodes().pointwise(a.type(), high, a);
    Term carried =
        Wrapping.of(use, multiply(constant(256), X), Wrapping.of(use, multiply(X, Y), upper, b));
    Formula low = subtract(X, multiply(Y, constant(256)));
    Term lower = use.nodes().pointwise(a.type(), low, a, upper);
    return Wrapping.of(use, add(X, Y), carried, Wrapping.of(use, multiply(X, Y), lower, b));
  }

  private static void compare(Map<String, Operator> operators, String name, Formula formula) {
    operators.put(
        name,
        Operator.single(
            use -> {
              List<Term> both = aligned(use);
              return use.nodes().pointwise(ElementType.BOOL, formula, both.get(0), both.get(1));
            }));
  }

  private static void folded(
      Map<String, Operator> operators, String name, Formula formula, boolean mean) {
    operators.put(
        name,
        Operator.single(
            use -> {
              Term result = use.in(0);
              for (Term other : use.all().subList(1, use.inputs().size())) {
                result = use.nodes().pointwise(result.type(), formula, result, other);
              }
              Formula share = multiply(X, constant(1.0 / use.inputs().size()));
              return mean ? use.nodes().pointwise(result.type(), share, result) : result;
            }));
  }

  /** Before opset 7 the second operand was aligned at an axis. */
  private static List<Term> aligned(Use use) {
    Term a = use.in(0);
    Term b = use.in(1);
    if (use.opset() >= 7 || !use.flag("broadcast", false) || !use.has("axis")) {
      return List.of(a, b);
    }
    int behind = a.rank() - a.axis(use.integer("axis", 0)) - b.rank();
    List<Integer> extents = new ArrayList<>(b.shape().extents());
    extents.addAll(Collections.nCopies(Math.max(0, behind), 1));
    return List.of(a, use.nodes().reshape(b, new Shape(extents)));
  }

  /** Equal shapes are added as the sum of a residual block is. */
  private static Term sum(Use use) {
    List<Term> both = aligned(use);
    Term a = both.get(0);
    Term b = both.get(1);
    if ((!a.type().isInteger() || a.type().bits() == Long.SIZE)
        && a.shape().equals(b.shape())
        && a instanceof Term.Computed left
        && b instanceof Term.Computed right) {
      return use.nodes()
          .term(
              use.nodes().add(new Operation.Add(), left.node(), right.node()), a.shape(), a.type());
    }
    return Wrapping.sum(use, add(X, Y), a, b);
  }

  /** Of integers, the quotient without its fraction. */
  private static Term quotient(Use use) {
    List<Term> both = aligned(use);
    Formula quotient = divide(X, Y);
    boolean whole = both.get(0).type().isInteger();
    return Wrapping.of(use, whole ? truncated(quotient) : quotient, both.get(0), both.get(1));
  }

  private static Term power(Use use) {
    List<Term> both = aligned(use);
    Formula power = Formulas.power(X, Y);
    boolean cut = both.get(0).type().isInteger() && !both.get(1).type().isInteger();
    if (both.get(1) instanceof Term.Known known
        && known.size() == 1
        && known.element(0) == Math.rint(known.element(0))
        && Math.abs(known.element(0)) <= 4) {
      power = Formulas.power(X, constant(known.element(0)));
    }
    return use.nodes()
        .pointwise(both.get(0).type(), cut ? truncated(power) : power, both.get(0), both.get(1));
  }

  /** With the divisor's sign, or, if asked for, with the dividend's. */
  private static Term remainder(Use use) {
    Formula quotient = divide(X, Y);
    Formula dividends = subtract(X, multiply(truncated(quotient), Y));
    // Of integers, the multiple below the dividend may be beyond what floats hold exactly.
    Formula divisors =
        use.in(0).type().isInteger()
            ? greater(ZERO, multiply(dividends, Y), add(dividends, Y), dividends)
            : subtract(X, multiply(floor(quotient), Y));
    Formula remainder = use.flag("fmod", false) ? dividends : divisors;
    return use.nodes().pointwise(use.in(0).type(), remainder, use.in(0), use.in(1));
  }

  private static Term isInfinite(Use use) {
    Formula above =
        use.flag("detect_positive", true)
            ? equal(X, constant(Double.POSITIVE_INFINITY), ONE, ZERO)
            : ZERO;
    Formula below =
        use.flag("detect_negative", true)
            ? equal(X, constant(Double.NEGATIVE_INFINITY), ONE, above)
            : above;
    return use.nodes().pointwise(ElementType.BOOL, below, use.in(0));
  }

  private static ElementType target(Use use) {
    return type(use, "to");
  }

  /** The type that an attribute names, by its number or, before opset 6, by its name. */
  static ElementType type(Use use, String attribute) {
    String name = use.text(attribute, "");
    if (!name.isEmpty()) {
      return ElementType.of(name)
          .filter(type -> type != ElementType.STRING)
          .orElseThrow(() -> new TranslationException("the type " + name));
    }
    long number = use.requiredInteger(attribute);
    return ElementType.of((int) Math.clamp(number, 0L, 1000L))
        .filter(type -> type != ElementType.STRING)
        .orElseThrow(() -> new TranslationException("the type number " + number));
  }

  /** Values are floats whatever their type: what is converted is their range. */
  static Term cast(Use use, Term x, ElementType type) {
    if (type.isSmallFloat() && x.type() != type) {
      throw new TranslationException("values rounded to " + type);
    }
    boolean cut = x.type().isFloat() && type.isInteger();
    Formula formula = type == ElementType.BOOL ? equal(X, ZERO, ZERO, ONE) : cut ? truncated(X) : X;
    if (x.type().isInteger() && type.isInteger() && type.bits() < 32 && !holds(type, x.type())) {
      formula = Wrapping.formula(type);
    }
    if (cut && type.bits() < Byte.SIZE) {
      formula = fewest(use, type);
    }
    if (x instanceof Term.Computed(var node, var shape, var _) && formula.equals(X)) {
      return new Term.Computed(node, shape, type);
    }
    return use.nodes().pointwise(type, formula, x);
  }

  /** Integers of 4 bits were the nearest ones at first, later those of the low bits. */
  private static Formula fewest(Use use, ElementType type) {
    return use.opset() < 23
        ? QuantisationOperators.bounded(rounded(X), type)
        : Trees.substitute(Wrapping.formula(type), _ -> truncated(X));
  }

  /** Whether a type has all numbers of another. */
  private static boolean holds(ElementType type, ElementType other) {
    boolean larger = type.bits() > other.bits() && (type.isSigned() || !other.isSigned());
    return type == other || larger;
  }

  /** Towards zero. */
  static Formula truncated(Formula x) {
    return greater(ZERO, x, negate(floor(negate(x))), floor(x));
  }

  /** To the nearest integer, and to an even one from the middle between two. */
  static Formula rounded(Formula x) {
    // The fraction is exact; the sum of x and 0.5 need not be one of floats.
    Formula down = floor(x);
    Formula up = add(down, ONE);
    Formula fraction = subtract(x, down);
    Formula half = multiply(down, constant(0.5));
    Formula even = equal(floor(half), half, down, up);
    Formula nearest = greater(fraction, constant(0.5), up, down);
    return equal(fraction, constant(0.5), even, nearest);
  }

  private static Term clip(Use use) {
    Term x = use.in(0);
    List<Term> operands = new ArrayList<>(List.of(x));
    Formula formula = X;
    if (use.opset() < 11) {
      formula = Formulas.maximum(X, constant(use.decimal("min", Double.NEGATIVE_INFINITY)));
      formula = Formulas.minimum(formula, constant(use.decimal("max", Double.POSITIVE_INFINITY)));
      return use.nodes().pointwise(x.type(), formula, x);
    }
    for (int bound = 1; bound <= 2; bound++) {
      checkBound(use, bound);
    }
    if (use.optional(1).isPresent()) {
      operands.add(use.in(1));
      formula = Formulas.maximum(formula, operand(1));
    }
    if (use.optional(2).isPresent()) {
      formula = Formulas.minimum(formula, operand(operands.size()));
      operands.add(use.in(2));
    }
    return use.nodes().pointwise(x.type(), formula, figures(operands));
  }

  /** Of a lower bound above the upper one, the upper one counts. */
  private static void checkBound(Use use, int index) {
    if (use.optional(index).isPresent()) {
      Term bound = use.in(index);
      InvalidException.unless(
          bound.size() == 1
              && !(bound instanceof Term.Known known && Double.isNaN(known.element(0))),
          "the bound %s, which has to be one number, and is %s",
          use.node().inputs().get(index),
          bound.size() == 1 ? "NaN" : bound.shape());
    }
  }

  /** Bounds are figures, not parameters, even where the file stores them. */
  private static Term[] figures(List<Term> operands) {
    return operands.stream()
        .map(
            term ->
                term instanceof Term.Known known && known.size() == 1
                    ? new Term.Known(known.tensor(), Shape.of(), false)
                    : term)
        .toArray(Term[]::new);
  }
}
