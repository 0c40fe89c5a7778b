package dev.lathe.processor.lowering;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Trees;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Local;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a formula as expressions of the loop language. What it needs more than once, and every
 * function that is a polynomial, is computed once, into a variable.
 */
final class FormulaExpressions {
  private final Block block;
  private final List<Expression> operands;
  private final int lanes;
  private final Set<Formula> repeated = new HashSet<>();
  private final Map<Formula, Expression> known = new HashMap<>();
  private int variables;

  private FormulaExpressions(Block block, List<Expression> operands, int lanes) {
    this.block = block;
    this.operands = operands;
    this.lanes = lanes;
  }

  /** The formula's value; {@code operands} are written into the expressions as they are. */
  static Expression write(Block block, Formula formula, List<Expression> operands, int lanes) {
    FormulaExpressions writer = new FormulaExpressions(block, operands, lanes);
    writer.count(formula, new HashSet<>());
    return writer.of(formula);
  }

  private void count(Formula formula, Set<Formula> seen) {
    if (seen.add(formula)) {
      Trees.parts(formula).forEach(part -> count(part, seen));
    } else {
      repeated.add(formula);
    }
  }

  private Expression of(Formula formula) {
    Expression before = known.get(formula);
    if (before != null) {
      return before;
    }
    Expression value = plain(formula);
    boolean leaf = Trees.parts(formula).isEmpty();
    if (!leaf && (repeated.contains(formula) || isCall(value))) {
      // Vectors and what is left over may stand in one scope.
      String name = "t" + variables++ + (lanes == 1 ? "" : "s");
      value = block.set(new Local(name, lanes), value);
      known.put(formula, value);
    }
    return value;
  }

  private static boolean isCall(Expression value) {
    return value instanceof Expression.Unary(Expression.Function function, Expression _)
        && !function.isInstruction();
  }

  private Expression plain(Formula formula) {
    return switch (formula) {
      case Formula.Operand(int index) -> operands.get(index);
      case Formula.Constant(double value) -> new Expression.Constant((float) value, lanes);
      case Formula.Unary(Formula.Function function, Formula a) ->
          new Expression.Unary(function(function), of(a));
      case Formula.Binary(Formula.Operator operator, Formula a, Formula b) ->
          new Expression.Binary(operator(operator), of(a), of(b));
      case Formula.Select(Formula.Comparison comparison, var a, var b, var then, var otherwise) ->
          new Expression.Select(
              comparison == Formula.Comparison.EQUAL
                  ? Expression.Comparison.EQUAL
                  : Expression.Comparison.GREATER,
              of(a),
              of(b),
              of(then),
              of(otherwise));
    };
  }

  private static Expression.Function function(Formula.Function function) {
    return switch (function) {
      case NEGATE -> Expression.Function.NEGATE;
      case ABSOLUTE -> Expression.Function.ABSOLUTE;
      case SQUARE_ROOT -> Expression.Function.SQUARE_ROOT;
      case EXP -> Expression.Function.EXP;
      case LOG -> Expression.Function.LOG;
      case LOG1P -> Expression.Function.LOG1P;
      case TANH -> Expression.Function.TANH;
      case SIGMOID -> Expression.Function.SIGMOID;
      case ERF -> Expression.Function.ERF;
      case FLOOR -> Expression.Function.FLOOR;
    };
  }

  private static Expression.Operator operator(Formula.Operator operator) {
    return switch (operator) {
      case ADD -> Expression.Operator.ADD;
      case SUBTRACT -> Expression.Operator.SUBTRACT;
      case MULTIPLY -> Expression.Operator.MULTIPLY;
      case DIVIDE -> Expression.Operator.DIVIDE;
      case MINIMUM -> Expression.Operator.MINIMUM;
      case MAXIMUM -> Expression.Operator.MAXIMUM;
      case POWER -> Expression.Operator.POWER;
    };
  }
}
