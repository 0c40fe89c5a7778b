package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.SmoothPooling;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Expression.Function;
import dev.lathe.processor.loop.Expression.Operator;

/**
 * The formulas of norms and soft maxima: what each cell adds to a sum, what becomes of the sum, and
 * how fast the result grows with a cell.
 */
record SmoothPoolExpressions(SmoothPooling kind, int lanes) {

  /** What a cell adds to the sum; {@code max} is the window's largest cell. */
  Expression term(Expression cell, Expression max) {
    return switch (kind) {
      case SmoothPooling.Norm(double p) -> power(absolute(cell), p);
      case SmoothPooling.LogSumExp(double beta, boolean _) ->
          exponential(beta, subtract(cell, max));
    };
  }

  /** The result, from the sum over {@code cells} cells. */
  Expression result(Expression sum, Expression max, int cells) {
    return switch (kind) {
      case SmoothPooling.Norm(double p) -> power(sum, 1 / p);
      case SmoothPooling.LogSumExp(double beta, boolean mean) -> {
        Expression scaled = mean ? multiply(sum, constant(1.0 / cells)) : sum;
        Expression log = new Expression.Unary(Function.LOG, scaled);
        yield new Expression.Binary(
            Operator.ADD, max, beta == 1 ? log : multiply(log, constant(1 / beta)));
      }
    };
  }

  /**
   * The derivative {@code dy} in a window's result, in one of its {@code cells} cells. A norm has a
   * kink where a cell is 0: nothing goes there.
   */
  Expression share(Expression cell, Expression result, Expression dy, int cells) {
    return switch (kind) {
      case SmoothPooling.Norm(double p) -> {
        Expression zero = constant(0);
        Expression ratio = new Expression.Binary(Operator.DIVIDE, absolute(cell), result);
        Expression size = p == 1 ? dy : multiply(dy, power(ratio, p - 1));
        Expression signed =
            new Expression.Select(
                Expression.Comparison.GREATER, cell, zero, size, subtract(zero, size));
        yield new Expression.Select(Expression.Comparison.EQUAL, cell, zero, zero, signed);
      }
      case SmoothPooling.LogSumExp(double beta, boolean mean) -> {
        Expression power = exponential(beta, subtract(cell, result));
        Expression slope = mean ? multiply(power, constant(1.0 / cells)) : power;
        yield multiply(dy, slope);
      }
    };
  }

  private Expression exponential(double beta, Expression x) {
    return new Expression.Unary(Function.EXP, beta == 1 ? x : multiply(x, constant(beta)));
  }

  /** {@code x} is not negative. */
  private Expression power(Expression x, double p) {
    if (p == 1) {
      return x;
    }
    if (p == 2) {
      return multiply(x, x);
    }
    return p == 0.5
        ? new Expression.Unary(Function.SQUARE_ROOT, x)
        : new Expression.Binary(Operator.POWER, x, constant(p));
  }

  private static Expression absolute(Expression x) {
    return new Expression.Unary(Function.ABSOLUTE, x);
  }

  private Expression constant(double value) {
    return new Expression.Constant((float) value, lanes);
  }

  private static Expression multiply(Expression a, Expression b) {
    return new Expression.Binary(Operator.MULTIPLY, a, b);
  }

  private static Expression subtract(Expression a, Expression b) {
    return new Expression.Binary(Operator.SUBTRACT, a, b);
  }
}
