package dev.lathe.processor.emit;

import static dev.lathe.processor.emit.Names.FLOAT_VECTOR;
import static dev.lathe.processor.emit.Names.VECTOR_OPERATORS;

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
import java.util.Locale;

/** Expressions of more than one lane as calls of the Vector API. */
final class VectorExpressions {

  /** The constant that says how wide the class's vectors are. */
  static final String SPECIES = "SPECIES";

  /** The bits that stay where the lowest byte of a word belongs to another float. */
  private static final String UPPER_BYTES = "~0xff";

  private VectorExpressions() {}

  static Doc of(Expression expression) {
    return switch (expression) {
      case Read(Local local) -> Doc.text(local.name());
      case Load(Buffer buffer, Index index, int _) -> load(buffer, index);
      case Broadcast(Buffer buffer, Index index, int _) ->
          broadcast(ScalarExpressions.element(buffer, index));
      case Spread(Local scalar, int _) -> broadcast(Doc.text(scalar.name()));
      case Constant(float value, int _) ->
          Literals.isZero(value)
              ? Doc.call(FLOAT_VECTOR, "zero", Doc.text(SPECIES))
              : broadcast(Literals.of(value));
      case MultiplyAdd(Expression a, Expression b, Expression c, boolean _) ->
          Doc.call(of(a), "fma", of(b), of(c));
      case Binary(Operator operator, Expression a, Expression b) ->
          operator == Operator.POWER
              ? Doc.call(Names.VECTOR_MATH, "pow", of(a), of(b))
              : Doc.call(of(a), method(operator), scalarIfConstant(b));
      case Unary(Function function, Expression a) -> unary(function, a);
      case Select(Comparison comparison, var a, var b, var then, var otherwise) -> {
        Doc operator = Doc.member(VECTOR_OPERATORS, comparison == Comparison.EQUAL ? "EQ" : "GT");
        Doc mask = Doc.call(of(a), "compare", operator, scalarIfConstant(b));
        yield Doc.call(of(otherwise), "blend", scalarIfConstant(then), mask);
      }
      case PairSum(int distance, Read a, Read b) -> pairSum(distance, a, b);
      case Unzip(int first, Read a, Read b) -> unzip(first, a, b);
      case Carrier(Read word) -> floats(Doc.call(bits(word), "and", Doc.text(UPPER_BYTES)));
      case Carried(Read a, Read b, Read c) ->
          floats(union(union(shifted(a, 24), shifted(b, 16)), shifted(c, 8)));
      case Reduce reduce ->
          throw new IllegalArgumentException("a reduction is a scalar: " + reduce);
    };
  }

  /**
   * Two blends, an exchange and a sum. As a method of the runtime's HotSpot left some of them out
   * where it had inlined 8,000 bytecodes, and their vectors were objects.
   */
  private static Doc pairSum(int distance, Read a, Read b) {
    String which = distance + "_OF_" + a.lanes();
    Doc set = Doc.member(Names.LANE_PAIRS, "SET_" + which);
    Doc across = Doc.member(Names.LANE_PAIRS, "ACROSS_" + which);
    Doc others = Doc.call(Doc.call(of(b), "blend", of(a), set), "rearrange", across);
    return Doc.call(Doc.call(of(a), "blend", of(b), set), "add", others);
  }

  /** Two exchanges and a blend, written out for the reason of {@link #pairSum}. */
  private static Doc unzip(int first, Read a, Read b) {
    String which = "_OF_" + a.lanes();
    Doc everySecond = Doc.member(Names.UNZIP, (first == 0 ? "EVEN" : "ODD") + which);
    Doc upper = Doc.member(Names.UNZIP, "UPPER" + which);
    Doc behind = Doc.call(of(b), "rearrange", everySecond);
    return Doc.call(Doc.call(of(a), "rearrange", everySecond), "blend", behind, upper);
  }

  /** A vector's bits. */
  private static Doc bits(Read word) {
    return Doc.call(of(word), "reinterpretAsInts");
  }

  private static Doc floats(Doc bits) {
    return Doc.call(bits, "reinterpretAsFloats");
  }

  private static Doc shifted(Read word, int by) {
    return Doc.call(
        bits(word), "lanewise", Doc.member(VECTOR_OPERATORS, "LSHL"), Doc.text(String.valueOf(by)));
  }

  /** HotSpot makes one instruction of two of these. */
  private static Doc union(Doc a, Doc b) {
    return Doc.call(a, "lanewise", Doc.member(VECTOR_OPERATORS, "XOR"), b);
  }

  private static Doc unary(Function function, Expression a) {
    return switch (function) {
      case ABSOLUTE -> Doc.call(of(a), "abs");
      case NEGATE -> Doc.call(of(a), "neg");
      case SQUARE_ROOT -> Doc.call(of(a), "sqrt");
      case FLOOR, EXP, LOG, LOG1P, TANH, SIGMOID, ERF ->
          Doc.call(Names.VECTOR_MATH, function.name().toLowerCase(Locale.ROOT), of(a));
    };
  }

  /** The Vector API takes a scalar wherever it takes a right-hand vector. */
  private static Doc scalarIfConstant(Expression expression) {
    return expression instanceof Constant constant ? Literals.of(constant.value()) : of(expression);
  }

  private static Doc load(Buffer buffer, Index index) {
    Doc species = Doc.text(SPECIES);
    Doc memory = Doc.text(buffer.name());
    return switch (buffer.storage()) {
      case ARRAY, CALLER ->
          Doc.call(FLOAT_VECTOR, "fromArray", species, memory, Indices.floats(index));
      case SEGMENT ->
          Doc.call(
              FLOAT_VECTOR,
              "fromMemorySegment",
              species,
              memory,
              Indices.bytes(index),
              Doc.member(Names.BYTE_ORDER, "LITTLE_ENDIAN"));
    };
  }

  private static Doc broadcast(Doc scalar) {
    return Doc.call(FLOAT_VECTOR, "broadcast", Doc.text(SPECIES), scalar);
  }

  private static String method(Operator operator) {
    return switch (operator) {
      case ADD -> "add";
      case SUBTRACT -> "sub";
      case MULTIPLY -> "mul";
      case DIVIDE -> "div";
      case MAXIMUM -> "max";
      case MINIMUM -> "min";
      case POWER -> throw new IllegalArgumentException("the Vector API has no power of floats");
    };
  }
}
