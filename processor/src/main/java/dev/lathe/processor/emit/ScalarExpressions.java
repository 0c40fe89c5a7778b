package dev.lathe.processor.emit;

import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Expression.Binary;
import dev.lathe.processor.loop.Expression.Broadcast;
import dev.lathe.processor.loop.Expression.Carried;
import dev.lathe.processor.loop.Expression.Carrier;
import dev.lathe.processor.loop.Expression.Comparison;
import dev.lathe.processor.loop.Expression.Constant;
import dev.lathe.processor.loop.Expression.Function;
import dev.lathe.processor.loop.Expression.Load;
import dev.lathe.processor.loop.Expression.MultiplyAdd;
import dev.lathe.processor.loop.Expression.Operator;
import dev.lathe.processor.loop.Expression.PairSum;
import dev.lathe.processor.loop.Expression.Read;
import dev.lathe.processor.loop.Expression.Reduce;
import dev.lathe.processor.loop.Expression.Select;
import dev.lathe.processor.loop.Expression.Spread;
import dev.lathe.processor.loop.Expression.Unary;
import dev.lathe.processor.loop.Expression.Unzip;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Local;
import java.util.List;
import java.util.Locale;

/** Expressions of one lane as plain Java. */
final class ScalarExpressions {

  private ScalarExpressions() {}

  /** How tightly an expression's outermost operator binds. */
  private enum Binding {
    CONDITIONAL,
    COMPARISON,
    SUM,
    PRODUCT,
    PRIMARY
  }

  static Doc of(Expression expression) {
    return switch (expression) {
      case Read(Local local) -> Doc.text(local.name());
      case Load(Buffer buffer, Index index, int _) -> element(buffer, index);
      case Broadcast(Buffer buffer, Index index, int _) -> element(buffer, index);
      case Spread(Local scalar, int _) -> Doc.text(scalar.name());
      case Constant(float value, int _) -> Literals.of(value);
      case MultiplyAdd(Expression a, Expression b, Expression c, boolean strict) -> {
        if (strict) {
          yield Doc.call(Names.MATH, "fma", of(a), of(b), of(c));
        }
        // Not Math.fma: without the instruction it computes by BigDecimal.
        Doc product = Doc.infix(binding(a, Binding.PRODUCT), "*", binding(b, Binding.PRIMARY));
        yield Doc.infix(product, "+", binding(c, Binding.PRODUCT));
      }
      case Binary(Operator operator, Expression a, Expression b) ->
          switch (operator) {
            case ADD -> infix(a, "+", b, Binding.SUM, Binding.PRODUCT);
            case SUBTRACT -> infix(a, "-", b, Binding.SUM, Binding.PRODUCT);
            case MULTIPLY -> infix(a, "*", b, Binding.PRODUCT, Binding.PRIMARY);
            case DIVIDE -> infix(a, "/", b, Binding.PRODUCT, Binding.PRIMARY);
            case MAXIMUM -> Doc.call(Names.MATH, "max", of(a), of(b));
            case MINIMUM -> Doc.call(Names.MATH, "min", of(a), of(b));
            case POWER -> Doc.call(Names.SCALAR_MATH, "pow", of(a), of(b));
          };
      case Unary(Function function, Expression a) -> unary(function, a);
      case Select(Comparison comparison, var a, var b, var then, var otherwise) -> {
        String operator = comparison == Comparison.EQUAL ? "==" : ">";
        Doc condition = infix(a, operator, b, Binding.SUM, Binding.SUM);
        Doc taken = binding(then, Binding.COMPARISON);
        Doc other = binding(otherwise, Binding.COMPARISON);
        yield new Doc.Infix(
            condition, List.of(new Doc.Operand("?", taken), new Doc.Operand(":", other)));
      }
      case PairSum pairs ->
          throw new IllegalArgumentException("pairs of lanes are a vector's: " + pairs);
      case Unzip unzip -> throw new IllegalArgumentException("lanes are a vector's: " + unzip);
      case Carrier _, Carried _ ->
          throw new IllegalArgumentException("words are a vector's: " + expression);
      case Reduce(Operator operator, Expression vector) ->
          switch (operator) {
            case ADD ->
                Doc.call(Names.LANE_SUM, "of" + vector.lanes(), VectorExpressions.of(vector));
            case MAXIMUM, MINIMUM ->
                Doc.call(
                    VectorExpressions.of(vector),
                    "reduceLanes",
                    Doc.member(
                        Names.VECTOR_OPERATORS, operator == Operator.MAXIMUM ? "MAX" : "MIN"));
            default -> throw new IllegalArgumentException("lanes are not folded by " + operator);
          };
    };
  }

  private static Doc unary(Function function, Expression a) {
    return switch (function) {
      case ABSOLUTE -> Doc.call(Names.MATH, "abs", of(a));
      case NEGATE -> Doc.of(Doc.text("-"), binding(a, Binding.PRIMARY));
      case SQUARE_ROOT -> Doc.of(Doc.text("(float) "), Doc.call(Names.MATH, "sqrt", of(a)));
      case FLOOR, EXP, LOG, LOG1P, TANH, SIGMOID, ERF ->
          Doc.call(Names.SCALAR_MATH, function.name().toLowerCase(Locale.ROOT), of(a));
    };
  }

  /** One float of memory. */
  static Doc element(Buffer buffer, Index index) {
    return switch (buffer.storage()) {
      case ARRAY, CALLER ->
          new Doc.Enclosed(buffer.name() + "[", List.of(Indices.floats(index)), "]");
      case SEGMENT ->
          Doc.call(
              Doc.text(buffer.name()),
              "get",
              Doc.member(Names.VALUE_LAYOUT, "JAVA_FLOAT"),
              Indices.bytes(index));
    };
  }

  private static Doc infix(
      Expression a, String operator, Expression b, Binding left, Binding right) {
    return Doc.infix(binding(a, left), operator, binding(b, right));
  }

  /**
   * In parentheses unless it binds at least as tightly: sums keep their order, float's are not
   * associative.
   */
  private static Doc binding(Expression expression, Binding wanted) {
    Doc plain = of(expression);
    return bindingOf(expression).compareTo(wanted) >= 0 ? plain : Doc.arguments(plain);
  }

  private static Binding bindingOf(Expression expression) {
    return switch (expression) {
      case Select _ -> Binding.CONDITIONAL;
      case MultiplyAdd multiplyAdd -> multiplyAdd.strict() ? Binding.PRIMARY : Binding.SUM;
      case Unary(Function function, Expression _) ->
          function == Function.NEGATE ? Binding.PRODUCT : Binding.PRIMARY;
      case Binary(Operator operator, Expression _, Expression _) ->
          switch (operator) {
            case ADD, SUBTRACT -> Binding.SUM;
            case MULTIPLY, DIVIDE -> Binding.PRODUCT;
            case MAXIMUM, MINIMUM, POWER -> Binding.PRIMARY;
          };
      default -> Binding.PRIMARY;
    };
  }
}
