package dev.lathe.processor.loop;

import static dev.lathe.processor.loop.Bytecodes.INVOKE_INTERFACE;
import static dev.lathe.processor.loop.Bytecodes.LONG_INSTRUCTION;

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
import java.util.Map;
import java.util.function.ToIntFunction;

/** Estimates the size of expressions in bytes. */
final class ExpressionBytecodes {

  /** The constant that names the vectors' width, or another one: a read of a static field. */
  private static final int STATIC_FIELD = LONG_INSTRUCTION;

  private final ToIntFunction<String> variable;

  /**
   * Estimates in some scope.
   *
   * @param variable the size of the instruction that loads a variable
   */
  ExpressionBytecodes(ToIntFunction<String> variable) {
    this.variable = variable;
  }

  int size(Expression expression) {
    int operands = Expressions.operands(expression).stream().mapToInt(this::size).sum();
    boolean scalar = expression.lanes() == 1;
    return switch (expression) {
      case Read(Local local) -> variable.applyAsInt(local.name());
      case Load(Buffer buffer, Index index, int _) ->
          scalar ? element(buffer, index) : vectorLoad(buffer, index);
      case Broadcast(Buffer buffer, Index index, int _) ->
          element(buffer, index) + (scalar ? 0 : STATIC_FIELD + LONG_INSTRUCTION);
      case Spread(Local local, int _) ->
          variable.applyAsInt(local.name()) + (scalar ? 0 : STATIC_FIELD + LONG_INSTRUCTION);
      case Constant(float value, int _) ->
          constant(value) + (scalar ? 0 : STATIC_FIELD + LONG_INSTRUCTION);
      case MultiplyAdd _ -> operands + (scalar ? 2 : LONG_INSTRUCTION);
      // A square root of floats is one of doubles between two conversions.
      case Unary _ -> operands + LONG_INSTRUCTION + 2;
      case Binary(Expression.Operator operator, Expression a, Expression b) ->
          size(a)
              + (operator == Expression.Operator.POWER ? size(b) : right(b))
              + (scalar ? scalarOperator(operator) : LONG_INSTRUCTION);
      // On scalars a comparison and two jumps, on vectors an operator and two calls.
      case Select(Expression.Comparison _, var a, var b, var then, var otherwise) ->
          size(a)
              + right(b)
              + right(then)
              + size(otherwise)
              + (scalar ? 1 + 2 * LONG_INSTRUCTION : STATIC_FIELD + 2 * LONG_INSTRUCTION);
      case PairSum _ -> 2 * operands + 3 * STATIC_FIELD + 4 * LONG_INSTRUCTION;
      case Unzip _ -> operands + 3 * STATIC_FIELD + 3 * LONG_INSTRUCTION;
      case Carrier _ -> operands + 4 * LONG_INSTRUCTION;
      case Carried _ -> operands + 5 * STATIC_FIELD + 12 * LONG_INSTRUCTION;
      case Reduce _ -> operands + STATIC_FIELD + LONG_INSTRUCTION;
    };
  }

  /** Constants on the right are passed as scalars. */
  private int right(Expression operand) {
    return operand instanceof Constant(float value, int _) ? constant(value) : size(operand);
  }

  private static int scalarOperator(Expression.Operator operator) {
    return switch (operator) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE -> 1;
      case MAXIMUM, MINIMUM, POWER -> LONG_INSTRUCTION;
    };
  }

  /** An index in floats, computed in {@code int}. */
  int size(Index index) {
    int size = 0;
    for (Map.Entry<String, Integer> term : index.terms().entrySet()) {
      int coefficient = term.getValue();
      boolean first = size == 0;
      size += variable.applyAsInt(term.getKey());
      size += Math.abs(coefficient) == 1 ? 0 : constant(coefficient) + 1;
      size += first && coefficient != -1 ? 0 : 1;
    }
    boolean written = index.isConstant() || index.constant() != 0;
    return size + (written ? constant(index.constant()) + 1 : 0);
  }

  /** An index in bytes, computed in {@code long}: every number is a constant of the class. */
  int bytes(Index index) {
    int term = 1 + LONG_INSTRUCTION + 2;
    int variables = index.terms().keySet().stream().mapToInt(variable).sum();
    return variables + index.terms().size() * term + LONG_INSTRUCTION + 1;
  }

  static int constant(int value) {
    if (value >= -1 && value <= 5) {
      return 1;
    }
    return value == (byte) value ? 2 : LONG_INSTRUCTION;
  }

  static int constant(float value) {
    boolean hasInstruction = value == 1 || value == 2 || Float.floatToRawIntBits(value) == 0;
    return hasInstruction ? 1 : LONG_INSTRUCTION;
  }

  private int element(Buffer buffer, Index index) {
    int memory = variable.applyAsInt(buffer.name());
    return switch (buffer.storage()) {
      case ARRAY, CALLER -> memory + size(index) + 1;
      case SEGMENT -> memory + STATIC_FIELD + bytes(index) + INVOKE_INTERFACE;
    };
  }

  private int vectorLoad(Buffer buffer, Index index) {
    int memory = STATIC_FIELD + variable.applyAsInt(buffer.name());
    return switch (buffer.storage()) {
      case ARRAY, CALLER -> memory + size(index) + LONG_INSTRUCTION;
      case SEGMENT -> memory + bytes(index) + STATIC_FIELD + LONG_INSTRUCTION;
    };
  }
}
