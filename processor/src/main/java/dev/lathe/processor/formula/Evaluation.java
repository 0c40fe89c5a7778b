package dev.lathe.processor.formula;

import dev.lathe.processor.formula.Formula.Binary;
import dev.lathe.processor.formula.Formula.Comparison;
import dev.lathe.processor.formula.Formula.Constant;
import dev.lathe.processor.formula.Formula.Function;
import dev.lathe.processor.formula.Formula.Operand;
import dev.lathe.processor.formula.Formula.Operator;
import dev.lathe.processor.formula.Formula.Select;
import dev.lathe.processor.formula.Formula.Unary;

/** The value of a formula in double precision. */
public final class Evaluation {
  private Evaluation() {}

  /** The value for the given operands. */
  public static double of(Formula formula, double... operands) {
    return switch (formula) {
      case Operand(int index) -> operands[index];
      case Constant(double value) -> value;
      case Unary(Function function, Formula a) -> apply(function, of(a, operands));
      case Binary(Operator operator, Formula a, Formula b) ->
          apply(operator, of(a, operands), of(b, operands));
      case Select(Comparison comparison, var a, var b, var then, var otherwise) ->
          comparison.holds(of(a, operands), of(b, operands))
              ? of(then, operands)
              : of(otherwise, operands);
    };
  }

  private static double apply(Function function, double a) {
    return switch (function) {
      case NEGATE -> -a;
      case ABSOLUTE -> Math.abs(a);
      case SQUARE_ROOT -> Math.sqrt(a);
      case EXP -> Math.exp(a);
      case LOG -> Math.log(a);
      case LOG1P -> Math.log1p(a);
      case TANH -> Math.tanh(a);
      case SIGMOID -> 1 / (1 + Math.exp(-a));
      case ERF -> ErrorFunction.of(a);
      case FLOOR -> Math.floor(a);
    };
  }

  private static double apply(Operator operator, double a, double b) {
    return switch (operator) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case MINIMUM -> Math.min(a, b);
      case MAXIMUM -> Math.max(a, b);
      case POWER -> Math.pow(a, b);
    };
  }
}
