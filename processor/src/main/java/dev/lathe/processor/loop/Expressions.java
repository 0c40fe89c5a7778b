package dev.lathe.processor.loop;

import dev.lathe.processor.loop.Expression.Binary;
import dev.lathe.processor.loop.Expression.Broadcast;
import dev.lathe.processor.loop.Expression.Carried;
import dev.lathe.processor.loop.Expression.Carrier;
import dev.lathe.processor.loop.Expression.Constant;
import dev.lathe.processor.loop.Expression.Load;
import dev.lathe.processor.loop.Expression.MultiplyAdd;
import dev.lathe.processor.loop.Expression.PairSum;
import dev.lathe.processor.loop.Expression.Read;
import dev.lathe.processor.loop.Expression.Reduce;
import dev.lathe.processor.loop.Expression.Select;
import dev.lathe.processor.loop.Expression.Spread;
import dev.lathe.processor.loop.Expression.Unary;
import dev.lathe.processor.loop.Expression.Unzip;
import java.util.List;
import java.util.function.Consumer;

/** Expressions as trees. */
public final class Expressions {

  private Expressions() {}

  /** What an expression is made of, in the order of evaluation. */
  public static List<Expression> operands(Expression expression) {
    return switch (expression) {
      case Read _, Load _, Broadcast _, Spread _, Constant _ -> List.of();
      case MultiplyAdd(Expression a, Expression b, Expression c, boolean _) -> List.of(a, b, c);
      case Binary(Expression.Operator _, Expression a, Expression b) -> List.of(a, b);
      case PairSum(int _, Read a, Read b) -> List.of(a, b);
      case Unzip(int _, Read a, Read b) -> List.of(a, b);
      case Unary(Expression.Function _, Expression a) -> List.of(a);
      case Carrier(Read word) -> List.of(word);
      case Carried(Read a, Read b, Read c) -> List.of(a, b, c);
      case Select(Expression.Comparison _, var a, var b, var then, var otherwise) ->
          List.of(a, b, then, otherwise);
      case Reduce(Expression.Operator _, Expression vector) -> List.of(vector);
    };
  }

  /** Visits an expression and everything in it. */
  public static void walk(Expression expression, Consumer<Expression> visitor) {
    visitor.accept(expression);
    for (Expression operand : operands(expression)) {
      walk(operand, visitor);
    }
  }
}
