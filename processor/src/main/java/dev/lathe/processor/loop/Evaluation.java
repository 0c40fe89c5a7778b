package dev.lathe.processor.loop;

import dev.lathe.processor.formula.ErrorFunction;
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
import java.util.Arrays;

/** Makes expressions ready to be evaluated, in a frame that knows what their names mean. */
final class Evaluation {

  /** An expression that is ready to be evaluated. */
  interface Value {

    /** One float a lane, valid until the value is asked for again. */
    float[] get();
  }

  private interface Pair {
    float of(float a, float b);
  }

  private interface Single {
    float of(float a);
  }

  private final Frame frame;

  Evaluation(Frame frame) {
    this.frame = frame;
  }

  Value of(Expression expression) {
    float[] result = new float[expression.lanes()];
    return switch (expression) {
      case Read(Local local) -> {
        float[] lanes = frame.local(local);
        yield () -> lanes;
      }
      case Load(Buffer buffer, Index index, int lanes) -> {
        Frame.Access from = frame.access(buffer, index, lanes);
        yield () -> {
          System.arraycopy(from.floats(), from.start(), result, 0, result.length);
          return result;
        };
      }
      case Broadcast(Buffer buffer, Index index, int _) -> {
        Frame.Access from = frame.access(buffer, index, 1);
        yield () -> {
          int start = from.start();
          Arrays.fill(result, from.floats()[start]);
          return result;
        };
      }
      case Spread(Local scalar, int _) -> {
        float[] lane = frame.local(scalar);
        yield () -> {
          Arrays.fill(result, lane[0]);
          return result;
        };
      }
      case Constant(float value, int _) -> {
        Arrays.fill(result, value);
        yield () -> result;
      }
      case MultiplyAdd(Expression a, Expression b, Expression c, boolean _) -> {
        agree(expression, a, b, c);
        yield multiplyAdd(of(a), of(b), of(c), result);
      }
      case Binary(Expression.Operator operator, Expression a, Expression b) -> {
        agree(expression, a, b);
        yield binary(function(operator), of(a), of(b), result);
      }
      case Unary(Expression.Function function, Expression a) ->
          unary(function(function), of(a), result);
      case Select(Expression.Comparison comparison, var a, var b, var then, var otherwise) -> {
        agree(expression, a, b, then, otherwise);
        yield select(comparison, of(a), of(b), of(then), of(otherwise), result);
      }
      case PairSum(int distance, Read a, Read b) -> {
        agree(expression, a, b);
        yield pairSum(distance, of(a), of(b), result);
      }
      case Unzip(int first, Read a, Read b) -> {
        agree(expression, a, b);
        yield unzip(first, of(a), of(b), result);
      }
      case Carrier(Read word) -> carrier(of(word), result);
      case Carried(Read a, Read b, Read c) -> {
        agree(expression, a, b, c);
        yield carried(of(a), of(b), of(c), result);
      }
      case Reduce(Expression.Operator operator, Expression vector) ->
          reduce(function(operator), of(vector), result);
    };
  }

  private static Value multiplyAdd(Value a, Value b, Value c, float[] result) {
    return () -> {
      float[] left = a.get();
      float[] right = b.get();
      float[] sum = c.get();
      for (int i = 0; i < result.length; i++) {
        result[i] = Math.fma(left[i], right[i], sum[i]);
      }
      return result;
    };
  }

  private static Value binary(Pair operator, Value a, Value b, float[] result) {
    return () -> {
      float[] left = a.get();
      float[] right = b.get();
      for (int i = 0; i < result.length; i++) {
        result[i] = operator.of(left[i], right[i]);
      }
      return result;
    };
  }

  private static Value unary(Single function, Value a, float[] result) {
    return () -> {
      float[] operand = a.get();
      for (int i = 0; i < result.length; i++) {
        result[i] = function.of(operand[i]);
      }
      return result;
    };
  }

  private static Value select(
      Expression.Comparison comparison,
      Value a,
      Value b,
      Value then,
      Value otherwise,
      float[] result) {
    return () -> {
      float[] left = a.get();
      float[] right = b.get();
      float[] taken = then.get();
      float[] other = otherwise.get();
      for (int i = 0; i < result.length; i++) {
        result[i] = holds(comparison, left[i], right[i]) ? taken[i] : other[i];
      }
      return result;
    };
  }

  private static Value pairSum(int distance, Value a, Value b, float[] result) {
    return () -> {
      float[] clear = a.get();
      float[] set = b.get();
      for (int i = 0; i < result.length; i++) {
        float[] lanes = (i & distance) == 0 ? clear : set;
        result[i] = lanes[i] + lanes[i ^ distance];
      }
      return result;
    };
  }

  private static Value unzip(int first, Value a, Value b, float[] result) {
    return () -> {
      float[] front = a.get();
      float[] behind = b.get();
      int half = result.length / 2;
      for (int i = 0; i < half; i++) {
        result[i] = front[2 * i + first];
        result[i + half] = behind[2 * i + first];
      }
      return result;
    };
  }

  private static Value carrier(Value word, float[] result) {
    return () -> {
      float[] words = word.get();
      for (int i = 0; i < result.length; i++) {
        result[i] = Float.intBitsToFloat(Float.floatToRawIntBits(words[i]) & ~0xff);
      }
      return result;
    };
  }

  private static Value carried(Value a, Value b, Value c, float[] result) {
    return () -> {
      float[] first = a.get();
      float[] second = b.get();
      float[] third = c.get();
      for (int i = 0; i < result.length; i++) {
        result[i] =
            Float.intBitsToFloat(
                Float.floatToRawIntBits(first[i]) << 24
                    ^ Float.floatToRawIntBits(second[i]) << 16
                    ^ Float.floatToRawIntBits(third[i]) << 8);
      }
      return result;
    };
  }

  private static Value reduce(Pair operator, Value vector, float[] result) {
    return () -> {
      float[] lanes = vector.get().clone();
      for (int half = lanes.length / 2; half > 0; half /= 2) {
        for (int i = 0; i < half; i++) {
          lanes[i] = operator.of(lanes[i], lanes[i + half]);
        }
      }
      result[0] = lanes[0];
      return result;
    };
  }

  private static Pair function(Expression.Operator operator) {
    return switch (operator) {
      case ADD -> (a, b) -> a + b;
      case SUBTRACT -> (a, b) -> a - b;
      case MULTIPLY -> (a, b) -> a * b;
      case DIVIDE -> (a, b) -> a / b;
      case MAXIMUM -> Math::max;
      case MINIMUM -> Math::min;
      case POWER -> (a, b) -> (float) Math.pow(a, b);
    };
  }

  private static Single function(Expression.Function function) {
    return switch (function) {
      case NEGATE -> a -> -a;
      case ABSOLUTE -> Math::abs;
      case SQUARE_ROOT -> a -> (float) Math.sqrt(a);
      case FLOOR -> a -> (float) Math.floor(a);
      case EXP -> a -> (float) Math.exp(a);
      case LOG -> a -> (float) Math.log(a);
      case LOG1P -> a -> (float) Math.log1p(a);
      case ERF -> a -> (float) ErrorFunction.of(a);
      case TANH -> a -> (float) Math.tanh(a);
      case SIGMOID -> a -> (float) (1 / (1 + Math.exp(-a)));
    };
  }

  private static boolean holds(Expression.Comparison comparison, float a, float b) {
    return switch (comparison) {
      case EQUAL -> a == b;
      case GREATER -> a > b;
    };
  }

  private void agree(Expression expression, Expression... operands) {
    for (Expression operand : operands) {
      if (operand.lanes() != operands[0].lanes()) {
        throw frame.malformed("lanes disagree in " + LoopPrinter.print(expression));
      }
    }
  }
}
