package dev.lathe.processor.formula;

import dev.lathe.processor.formula.Formula.Binary;
import dev.lathe.processor.formula.Formula.Comparison;
import dev.lathe.processor.formula.Formula.Constant;
import dev.lathe.processor.formula.Formula.Function;
import dev.lathe.processor.formula.Formula.Operand;
import dev.lathe.processor.formula.Formula.Operator;
import dev.lathe.processor.formula.Formula.Select;
import dev.lathe.processor.formula.Formula.Unary;

/**
 * Makes formulas, each in a simple form: constants are folded and stand on the right, neutral
 * elements vanish. A product with 0 is 0, whatever the other factor: derivatives are full of them,
 * and where a factor is infinite the derivative by another branch is meant.
 */
public final class Formulas {
  public static final Formula ZERO = new Constant(0);
  public static final Formula ONE = new Constant(1);

  private Formulas() {}

  public static Formula operand(int index) {
    return new Operand(index);
  }

  public static Formula constant(double value) {
    return new Constant(value);
  }

  public static Formula add(Formula a, Formula b) {
    if (a instanceof Constant && !(b instanceof Constant)) {
      return add(b, a);
    }
    if (isZero(b)) {
      return a;
    }
    if (b instanceof Unary(Function function, Formula negated) && function == Function.NEGATE) {
      return subtract(a, negated);
    }
    if (b instanceof Constant(double value) && value < 0 && !(a instanceof Constant)) {
      return new Binary(Operator.SUBTRACT, a, new Constant(-value));
    }
    return fold(new Binary(Operator.ADD, a, b));
  }

  public static Formula subtract(Formula a, Formula b) {
    if (isZero(b)) {
      return a;
    }
    if (isZero(a)) {
      return negate(b);
    }
    if (b instanceof Unary(Function function, Formula negated) && function == Function.NEGATE) {
      return add(a, negated);
    }
    if (b instanceof Constant(double value) && value < 0 && !(a instanceof Constant)) {
      return new Binary(Operator.ADD, a, new Constant(-value));
    }
    return fold(new Binary(Operator.SUBTRACT, a, b));
  }

  public static Formula multiply(Formula a, Formula b) {
    if (isZero(a) || isZero(b)) {
      return ZERO;
    }
    if (isOne(a)) {
      return b;
    }
    if (isOne(b)) {
      return a;
    }
    if (a instanceof Constant && !(b instanceof Constant)) {
      return multiply(b, a);
    }
    if (b instanceof Constant(double value)) {
      return scaled(a, value);
    }
    // dy * (x > 0 ? 1 : 0) reads, and runs, better as x > 0 ? dy : 0.
    if (b instanceof Select(Comparison comparison, var left, var right, var then, var otherwise)
        && (then instanceof Constant || otherwise instanceof Constant)) {
      return select(comparison, left, right, multiply(a, then), multiply(a, otherwise));
    }
    if (b instanceof Unary(Function function, Formula negated) && function == Function.NEGATE) {
      return negate(multiply(a, negated));
    }
    return new Binary(Operator.MULTIPLY, a, b);
  }

  private static Formula scaled(Formula a, double factor) {
    if (factor == -1) {
      return negate(a);
    }
    return switch (a) {
      case Constant(double value) -> new Constant(value * factor);
      case Unary(Function function, Formula negated) when function == Function.NEGATE ->
          multiply(negated, new Constant(-factor));
      case Binary(Operator operator, Formula left, Constant(double value))
          when operator == Operator.MULTIPLY ->
          multiply(left, new Constant(value * factor));
      default -> new Binary(Operator.MULTIPLY, a, new Constant(factor));
    };
  }

  public static Formula divide(Formula a, Formula b) {
    if (isZero(a)) {
      return ZERO;
    }
    if (isOne(b)) {
      return a;
    }
    return fold(new Binary(Operator.DIVIDE, a, b));
  }

  public static Formula minimum(Formula a, Formula b) {
    return fold(new Binary(Operator.MINIMUM, a, b));
  }

  public static Formula maximum(Formula a, Formula b) {
    return fold(new Binary(Operator.MAXIMUM, a, b));
  }

  /** {@code a} to the power of {@code b}, by roots and products where the exponent allows it. */
  public static Formula power(Formula a, Formula b) {
    if (a instanceof Constant || !(b instanceof Constant(double exponent))) {
      return fold(new Binary(Operator.POWER, a, b));
    }
    if (exponent == 0) {
      return ONE;
    }
    if (exponent < 0) {
      return divide(ONE, power(a, new Constant(-exponent)));
    }
    if (exponent == 1) {
      return a;
    }
    if (exponent == 2) {
      return multiply(a, a);
    }
    if (exponent == 3) {
      return multiply(multiply(a, a), a);
    }
    if (exponent == 0.5) {
      return squareRoot(a);
    }
    if (exponent == 0.75) {
      Formula root = squareRoot(a);
      return multiply(root, squareRoot(root));
    }
    if (exponent == 1.5) {
      return multiply(a, squareRoot(a));
    }
    return new Binary(Operator.POWER, a, b);
  }

  public static Formula negate(Formula a) {
    return switch (a) {
      case Unary(Function function, Formula negated) when function == Function.NEGATE -> negated;
      case Binary(Operator operator, Formula left, Constant(double value))
          when operator == Operator.MULTIPLY ->
          multiply(left, new Constant(-value));
      case Binary(Operator operator, Formula left, Formula right)
          when operator == Operator.SUBTRACT ->
          subtract(right, left);
      default -> unary(Function.NEGATE, a);
    };
  }

  public static Formula absolute(Formula a) {
    return unary(Function.ABSOLUTE, a);
  }

  public static Formula squareRoot(Formula a) {
    return unary(Function.SQUARE_ROOT, a);
  }

  public static Formula exp(Formula a) {
    return unary(Function.EXP, a);
  }

  public static Formula log(Formula a) {
    return unary(Function.LOG, a);
  }

  public static Formula log1p(Formula a) {
    return unary(Function.LOG1P, a);
  }

  public static Formula tanh(Formula a) {
    return unary(Function.TANH, a);
  }

  public static Formula sigmoid(Formula a) {
    return unary(Function.SIGMOID, a);
  }

  public static Formula erf(Formula a) {
    return unary(Function.ERF, a);
  }

  public static Formula floor(Formula a) {
    return unary(Function.FLOOR, a);
  }

  /** 1, 0 or -1. */
  public static Formula sign(Formula a) {
    return greater(a, ZERO, ONE, greater(ZERO, a, constant(-1), ZERO));
  }

  /** {@code a > b ? then : otherwise}. */
  public static Formula greater(Formula a, Formula b, Formula then, Formula otherwise) {
    return select(Comparison.GREATER, a, b, then, otherwise);
  }

  /** {@code a == b ? then : otherwise}. */
  public static Formula equal(Formula a, Formula b, Formula then, Formula otherwise) {
    return select(Comparison.EQUAL, a, b, then, otherwise);
  }

  public static Formula select(
      Comparison comparison, Formula a, Formula b, Formula then, Formula otherwise) {
    if (then.equals(otherwise)) {
      return then;
    }
    if (a instanceof Constant(double left) && b instanceof Constant(double right)) {
      return comparison.holds(left, right) ? then : otherwise;
    }
    return new Select(comparison, a, b, then, otherwise);
  }

  public static Formula unary(Function function, Formula a) {
    Formula plain = new Unary(function, a);
    return a instanceof Constant ? new Constant(Evaluation.of(plain)) : plain;
  }

  /** The formula of the operator, simplified as by the method of its name. */
  public static Formula binary(Operator operator, Formula a, Formula b) {
    return switch (operator) {
      case ADD -> add(a, b);
      case SUBTRACT -> subtract(a, b);
      case MULTIPLY -> multiply(a, b);
      case DIVIDE -> divide(a, b);
      case MINIMUM -> minimum(a, b);
      case MAXIMUM -> maximum(a, b);
      case POWER -> power(a, b);
    };
  }

  private static Formula fold(Binary plain) {
    boolean constant = plain.a() instanceof Constant && plain.b() instanceof Constant;
    return constant ? new Constant(Evaluation.of(plain)) : plain;
  }

  public static boolean isZero(Formula formula) {
    return formula instanceof Constant(double value) && value == 0;
  }

  private static boolean isOne(Formula formula) {
    return formula instanceof Constant(double value) && value == 1;
  }
}
