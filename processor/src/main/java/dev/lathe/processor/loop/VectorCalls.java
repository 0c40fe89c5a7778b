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
import dev.lathe.processor.loop.Statement.Assign;
import dev.lathe.processor.loop.Statement.Define;
import dev.lathe.processor.loop.Statement.LimitedLoop;
import dev.lathe.processor.loop.Statement.Loop;
import dev.lathe.processor.loop.Statement.Store;
import java.util.List;

/** Counts the calls of the Vector API that a kernel becomes: C1 inlines most of them. */
final class VectorCalls {

  /**
   * Exponentials and the like are methods of the runtime that make about 40 calls. They are too
   * large for C1 to inline, but C2 does, and pays with its budget of 8,000 bytecodes a compilation.
   * An allowance, not a measurement: about seven of them may stand in one method.
   */
  private static final int FUNCTION = 20;

  private VectorCalls() {}

  static int count(Kernel kernel) {
    return count(kernel.body());
  }

  /** How many of the calls read a vector from a segment. */
  static int segmentReads(Kernel kernel) {
    return segmentReads(kernel.body());
  }

  private static int segmentReads(List<Statement> statements) {
    int reads = 0;
    for (Statement statement : statements) {
      reads +=
          switch (statement) {
            case Loop loop -> segmentReads(loop.body());
            case LimitedLoop loop -> segmentReads(loop.body());
            case Define(Local _, Expression value) -> segmentReads(value);
            case Assign(Local _, Expression value) -> segmentReads(value);
            case Store(Buffer _, Index _, Expression value) -> segmentReads(value);
            default -> 0;
          };
    }
    return reads;
  }

  private static int segmentReads(Expression expression) {
    if (expression instanceof Load(Buffer buffer, Index _, int lanes)) {
      return lanes > 1 && buffer.storage() == Buffer.Storage.SEGMENT ? 1 : 0;
    }
    return Expressions.operands(expression).stream().mapToInt(VectorCalls::segmentReads).sum();
  }

  private static int count(List<Statement> statements) {
    return statements.stream().mapToInt(VectorCalls::count).sum();
  }

  private static int count(Statement statement) {
    return switch (statement) {
      case Loop loop -> count(loop.body());
      case LimitedLoop loop -> count(loop.body());
      case Define(Local _, Expression value) -> count(value);
      case Assign(Local _, Expression value) -> count(value);
      case Store(Buffer _, Index _, Expression value) -> (value.lanes() > 1 ? 1 : 0) + count(value);
      default -> 0;
    };
  }

  private static int count(Expression expression) {
    int operands = Expressions.operands(expression).stream().mapToInt(VectorCalls::count).sum();
    if (expression instanceof Reduce) {
      return operands + 1;
    }
    if (expression.lanes() == 1) {
      return operands;
    }
    return switch (expression) {
      case Read _ -> 0;
      case Load _, Broadcast _, Spread _, Constant _ -> 1;
      case MultiplyAdd _ -> operands + 1;
      // Constants on the right are scalar arguments: no call of their own.
      case Binary(Expression.Operator operator, Expression _, Expression b) ->
          operator == Expression.Operator.POWER
              ? operands + 2 * FUNCTION
              : operands + 1 - constants(b);
      case Select(Expression.Comparison _, var _, var b, var then, var _) ->
          operands + 2 - constants(b, then);
      case Unary(Expression.Function function, Expression _) ->
          operands + (function.isInstruction() ? 1 : FUNCTION);
      // Two blends, an exchange and a sum.
      case PairSum _ -> operands + 4;
      // Two exchanges and a blend.
      case Unzip _ -> operands + 3;
      // An operation on integers between two views.
      case Carrier _ -> operands + 3;
      // Views of three words, a shift of each, their union, and a view of that.
      case Carried _ -> operands + 9;
      case Reduce _ -> operands + 1;
    };
  }

  private static int constants(Expression... operands) {
    int constants = 0;
    for (Expression operand : operands) {
      constants += operand instanceof Constant ? 1 : 0;
    }
    return constants;
  }
}
