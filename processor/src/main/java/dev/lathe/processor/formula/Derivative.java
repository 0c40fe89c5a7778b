package dev.lathe.processor.formula;

import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.divide;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.negate;
import static dev.lathe.processor.formula.Formulas.subtract;

import dev.lathe.processor.formula.Formula.Binary;
import dev.lathe.processor.formula.Formula.Comparison;
import dev.lathe.processor.formula.Formula.Constant;
import dev.lathe.processor.formula.Formula.Function;
import dev.lathe.processor.formula.Formula.Operand;
import dev.lathe.processor.formula.Formula.Operator;
import dev.lathe.processor.formula.Formula.Select;
import dev.lathe.processor.formula.Formula.Unary;

/**
 * Derivatives of formulas. Where a formula has a kink: that of {@code abs} at 0 is 0; a maximum or
 * minimum of equal values has the derivative of its second operand, so that {@code max(x, 0)} has 0
 * at 0 and {@code min(max(x, a), b)} has 0 at both ends; a selection has that of the branch taken.
 */
public final class Derivative {
  private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

  private Derivative() {}

  /** The derivative of {@code formula} in its operand number {@code index}. */
  public static Formula of(Formula formula, int index) {
    return switch (formula) {
      case Operand(int operand) -> operand == index ? Formulas.ONE : Formulas.ZERO;
      case Constant _ -> Formulas.ZERO;
      case Unary(Function function, Formula a) -> {
        Formula inner = of(a, index);
        yield Formulas.isZero(inner) ? Formulas.ZERO : multiply(inner, outer(function, a, formula));
      }
      case Binary(Operator operator, Formula a, Formula b) ->
          binary(operator, a, b, of(a, index), of(b, index), formula);
      case Select(Comparison comparison, var a, var b, var then, var otherwise) ->
          Formulas.select(comparison, a, b, of(then, index), of(otherwise, index));
    };
  }

  /** The derivative of a function at {@code a}, where its value is {@code value}. */
  private static Formula outer(Function function, Formula a, Formula value) {
    return switch (function) {
      case NEGATE -> constant(-1);
      case ABSOLUTE -> Formulas.sign(a);
      case SQUARE_ROOT -> divide(constant(0.5), value);
      case EXP -> value;
      case LOG -> divide(Formulas.ONE, a);
      case LOG1P -> divide(Formulas.ONE, add(a, Formulas.ONE));
      case TANH -> subtract(Formulas.ONE, multiply(value, value));
      case SIGMOID -> multiply(value, subtract(Formulas.ONE, value));
      case ERF -> multiply(Formulas.exp(negate(multiply(a, a))), constant(TWO_OVER_ROOT_PI));
      case FLOOR -> Formulas.ZERO;
    };
  }

  private static Formula binary(
      Operator operator, Formula a, Formula b, Formula da, Formula db, Formula value) {
    return switch (operator) {
      case ADD -> add(da, db);
      case SUBTRACT -> subtract(da, db);
      case MULTIPLY -> add(multiply(da, b), multiply(db, a));
      case DIVIDE ->
          Formulas.isZero(db) ? divide(da, b) : divide(subtract(da, multiply(db, value)), b);
      case MAXIMUM -> Formulas.greater(a, b, da, db);
      case MINIMUM -> Formulas.greater(b, a, da, db);
      case POWER -> {
        Formula byBase = multiply(da, multiply(b, Formulas.power(a, subtract(b, Formulas.ONE))));
        yield Formulas.isZero(db)
            ? byBase
            : add(byBase, multiply(db, multiply(value, Formulas.log(a))));
      }
    };
  }
}
