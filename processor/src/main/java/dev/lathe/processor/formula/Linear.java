package dev.lathe.processor.formula;

import dev.lathe.processor.formula.Formula.Binary;
import dev.lathe.processor.formula.Formula.Function;
import dev.lathe.processor.formula.Formula.Operand;
import dev.lathe.processor.formula.Formula.Operator;
import dev.lathe.processor.formula.Formula.Unary;
import java.util.Optional;

/**
 * A formula that is a straight line in one of its operands: {@code slope x + offset}, neither of
 * which depends on x.
 */
public record Linear(Formula slope, Formula offset) {

  /**
   * The line that {@code formula} is in its operand number {@code index}, if it is seen to be one.
   */
  public static Optional<Linear> of(Formula formula, int index) {
    if (!Trees.operands(formula).contains(index)) {
      return Optional.of(new Linear(Formulas.ZERO, formula));
    }
    return switch (formula) {
      case Operand _ -> Optional.of(new Linear(Formulas.ONE, Formulas.ZERO));
      case Unary(Function function, Formula a) when function == Function.NEGATE ->
          of(a, index).map(x -> new Linear(Formulas.negate(x.slope), Formulas.negate(x.offset)));
      case Binary(Operator operator, Formula a, Formula b) ->
          of(a, index).flatMap(x -> of(b, index).flatMap(y -> binary(operator, x, y)));
      default -> Optional.empty();
    };
  }

  private static Optional<Linear> binary(Operator operator, Linear a, Linear b) {
    return switch (operator) {
      case ADD ->
          Optional.of(new Linear(Formulas.add(a.slope, b.slope), Formulas.add(a.offset, b.offset)));
      case SUBTRACT ->
          Optional.of(
              new Linear(
                  Formulas.subtract(a.slope, b.slope), Formulas.subtract(a.offset, b.offset)));
      case MULTIPLY ->
          b.isConstant()
              ? Optional.of(a.map(Operator.MULTIPLY, b.offset))
              : a.isConstant() ? Optional.of(b.map(Operator.MULTIPLY, a.offset)) : Optional.empty();
      case DIVIDE ->
          b.isConstant() ? Optional.of(a.map(Operator.DIVIDE, b.offset)) : Optional.empty();
      case MINIMUM, MAXIMUM, POWER -> Optional.empty();
    };
  }

  private boolean isConstant() {
    return Formulas.isZero(slope);
  }

  private Linear map(Operator operator, Formula by) {
    return new Linear(Formulas.binary(operator, slope, by), Formulas.binary(operator, offset, by));
  }
}
