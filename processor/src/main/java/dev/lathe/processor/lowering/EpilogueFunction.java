package dev.lathe.processor.lowering;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Local;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The function at the end of sums, a formula of one operand. */
final class EpilogueFunction {
  private final Formula formula;
  private final List<Expression> constants;
  private final int lanes;

  private EpilogueFunction(Formula formula, List<Expression> constants, int lanes) {
    this.formula = formula;
    this.constants = constants;
    this.lanes = lanes;
  }

  /** With its constants where they are used, and with selections for bounds. */
  static EpilogueFunction of(Formula formula, int lanes) {
    return new EpilogueFunction(lanes == 1 ? formula : selecting(formula), List.of(), lanes);
  }

  /**
   * With its constants in variables that all sums of a tile share. They are made anew for each
   * tile: kept from the start they would cost the inner loop registers.
   *
   * @param isShort whether few multiply-adds stand before it, so that its instructions count; else
   *     it takes few calls of the Vector API, which leaves them to a larger tile
   */
  static EpilogueFunction of(Block block, Formula formula, int lanes, boolean isShort) {
    Formula written = isShort && lanes > 1 ? selecting(formula) : formula;
    Map<Double, Integer> places = new TreeMap<>();
    Formula shared = withoutConstants(written, places);
    Expression[] constants = new Expression[places.size()];
    places.forEach(
        (value, place) ->
            constants[place - 1] =
                block.set(
                    new Local(name(value, place), lanes),
                    new Expression.Constant(value.floatValue(), lanes)));
    return new EpilogueFunction(shared, List.of(constants), lanes);
  }

  private static String name(double value, int place) {
    return Double.compare(value, 0) == 0 ? "zero" : "constant" + place;
  }

  /** The function of a sum. */
  Expression of(Block block, Expression sum) {
    List<Expression> operands = new ArrayList<>(List.of(sum));
    operands.addAll(constants);
    return FormulaExpressions.write(block, formula, operands, lanes);
  }

  /**
   * Bounds as selections, which keep NaN as well, and -0 where the bound is 0. On vectors a
   * comparison and a blend are two instructions, where the maximum, which orders -0 before 0, is
   * six; on scalars the maximum has no branch.
   */
  private static Formula selecting(Formula formula) {
    return switch (formula) {
      case Formula.Operand _, Formula.Constant _ -> formula;
      case Formula.Unary(var function, Formula a) -> new Formula.Unary(function, selecting(a));
      case Formula.Binary(var operator, Formula a, Formula.Constant bound)
          when operator == Formula.Operator.MAXIMUM && !Double.isNaN(bound.value()) ->
          Formulas.greater(bound, selecting(a), bound, selecting(a));
      case Formula.Binary(var operator, Formula a, Formula.Constant bound)
          when operator == Formula.Operator.MINIMUM && !Double.isNaN(bound.value()) ->
          Formulas.greater(selecting(a), bound, bound, selecting(a));
      case Formula.Binary(var operator, Formula a, Formula b) ->
          new Formula.Binary(operator, selecting(a), selecting(b));
      case Formula.Select(var comparison, var a, var b, var then, var otherwise) ->
          new Formula.Select(
              comparison, selecting(a), selecting(b), selecting(then), selecting(otherwise));
    };
  }

  /** Its constants as operands behind the first one, numbered as they come. */
  private static Formula withoutConstants(Formula formula, Map<Double, Integer> places) {
    return switch (formula) {
      case Formula.Operand _ -> formula;
      case Formula.Constant(double value) ->
          Formulas.operand(places.computeIfAbsent(value, _ -> places.size() + 1));
      case Formula.Unary(var function, Formula a) ->
          new Formula.Unary(function, withoutConstants(a, places));
      case Formula.Binary(var operator, Formula a, Formula b) ->
          new Formula.Binary(operator, withoutConstants(a, places), withoutConstants(b, places));
      case Formula.Select(var comparison, var a, var b, var then, var otherwise) ->
          new Formula.Select(
              comparison,
              withoutConstants(a, places),
              withoutConstants(b, places),
              withoutConstants(then, places),
              withoutConstants(otherwise, places));
    };
  }
}
