package dev.lathe.processor.loop;

import dev.lathe.processor.loop.Expression.Binary;
import dev.lathe.processor.loop.Expression.Broadcast;
import dev.lathe.processor.loop.Expression.Constant;
import dev.lathe.processor.loop.Expression.Load;
import dev.lathe.processor.loop.Expression.MultiplyAdd;
import dev.lathe.processor.loop.Expression.Read;
import dev.lathe.processor.loop.Expression.Reduce;
import dev.lathe.processor.loop.Expression.Select;
import dev.lathe.processor.loop.Expression.Spread;
import dev.lathe.processor.loop.Expression.Unary;
import java.util.Arrays;

/** The values of expressions, one float a lane. */
final class Evaluation {

  private Evaluation() {}

  static float[] evaluate(Expression expression, Frame frame) {
    return switch (expression) {
      case Read(Local local) -> frame.get(local);
      case Load(Buffer buffer, Index index, int lanes) -> frame.read(buffer, index, lanes);
      case Broadcast(Buffer buffer, Index index, int lanes) ->
          spread(frame.read(buffer, index, 1)[0], lanes);
      case Spread(Local scalar, int lanes) -> spread(frame.get(scalar)[0], lanes);
      case Constant(float value, int lanes) -> spread(value, lanes);
      case MultiplyAdd(Expression a, Expression b, Expression c) -> {
        float[] left = evaluate(a, frame);
        float[] right = evaluate(b, frame);
        float[] sum = evaluate(c, frame);
        agree(frame, expression, left, right, sum);
        float[] result = new float[left.length];
        for (int i = 0; i < result.length; i++) {
          result[i] = Math.fma(left[i], right[i], sum[i]);
        }
        yield result;
      }
      case Binary(Expression.Operator operator, Expression a, Expression b) -> {
        float[] left = evaluate(a, frame);
        float[] right = evaluate(b, frame);
        agree(frame, expression, left, right);
        float[] result = new float[left.length];
        for (int i = 0; i < result.length; i++) {
          result[i] = apply(operator, left[i], right[i]);
        }
        yield result;
      }
      case Unary(Expression.Function function, Expression a) -> {
        float[] result = evaluate(a, frame).clone();
        for (int i = 0; i < result.length; i++) {
          result[i] = apply(function, result[i]);
        }
        yield result;
      }
      case Select(Expression.Comparison comparison, var a, var b, var then, var otherwise) -> {
        float[] left = evaluate(a, frame);
        float[] right = evaluate(b, frame);
        float[] taken = evaluate(then, frame);
        float[] result = evaluate(otherwise, frame).clone();
        agree(frame, expression, left, right, taken, result);
        for (int i = 0; i < result.length; i++) {
          if (holds(comparison, left[i], right[i])) {
            result[i] = taken[i];
          }
        }
        yield result;
      }
      case Reduce(Expression.Operator operator, Expression vector) -> {
        float[] lanes = evaluate(vector, frame);
        float folded = lanes[0];
        for (int i = 1; i < lanes.length; i++) {
          folded = apply(operator, folded, lanes[i]);
        }
        yield new float[] {folded};
      }
    };
  }

  private static float[] spread(float value, int lanes) {
    float[] result = new float[lanes];
    Arrays.fill(result, value);
    return result;
  }

  private static float apply(Expression.Operator operator, float a, float b) {
    return switch (operator) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case MAXIMUM -> Math.max(a, b);
    };
  }

  private static float apply(Expression.Function function, float a) {
    return (float)
        switch (function) {
          case EXP -> Math.exp(a);
          case LOG -> Math.log(a);
          case TANH -> Math.tanh(a);
          case SIGMOID -> 1 / (1 + Math.exp(-a));
        };
  }

  private static boolean holds(Expression.Comparison comparison, float a, float b) {
    return switch (comparison) {
      case EQUAL -> a == b;
      case GREATER -> a > b;
    };
  }

  private static void agree(Frame frame, Expression expression, float[]... operands) {
    for (float[] operand : operands) {
      if (operand.length != operands[0].length) {
        throw frame.malformed("lanes disagree in " + LoopPrinter.print(expression));
      }
    }
  }
}
