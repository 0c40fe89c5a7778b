package dev.lathe.processor;

import static dev.lathe.processor.testing.OnnxText.integer;
import static dev.lathe.processor.testing.OnnxText.integers;
import static dev.lathe.processor.testing.OnnxText.node;
import static dev.lathe.processor.testing.OnnxText.nodeWith;
import static dev.lathe.processor.testing.OnnxText.text;

import dev.lathe.processor.OnnxEdgeCases.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/** Integers between -2^24 and 2^24, by Java's operators on long integers. */
final class OnnxIntegerCases {
  private static final long LARGEST = 1 << 24;
  private static final long[] NUMBERS = {
    0,
    1,
    2,
    5,
    6,
    127,
    128,
    170,
    255,
    256,
    32767,
    43690,
    65535,
    8388607,
    8388608,
    10_000_000,
    11184810,
    LARGEST - 1,
    LARGEST,
    -1,
    -2,
    -6,
    -128,
    -129,
    -32768,
    -8388608,
    -8388609,
    -10_000_000,
    1 - LARGEST,
    -LARGEST
  };

  private OnnxIntegerCases() {}

  /** The integer types, by their numbers in files. */
  private enum Type {
    UINT8(2, 8, false),
    INT8(3, 8, true),
    UINT16(4, 16, false),
    INT16(5, 16, true),
    INT32(6, 32, true),
    INT64(7, 64, true),
    UINT32(12, 32, false),
    UINT64(13, 64, false);

    private final int number;
    private final int bits;
    private final boolean signed;

    Type(int number, int bits, boolean signed) {
      this.number = number;
      this.bits = bits;
      this.signed = signed;
    }

    /** The low bits of an integer. */
    long of(long x) {
      int above = Long.SIZE - bits;
      return signed ? x << above >> above : x << above >>> above;
    }

    long[] numbers() {
      return LongStream.of(NUMBERS).filter(x -> of(x) == x && (signed || x >= 0)).toArray();
    }

    String cast(String output, String input) {
      return nodeWith(integer("to", number), "Cast", output, input);
    }
  }

  static void add(OnnxEdgeCases cases) {
    for (Type type : Type.values()) {
      bits(cases, type);
      if (!type.signed) {
        shifts(cases, type);
      }
      if (type.bits < 32) {
        casts(cases, type);
        arithmetic(cases, type);
      }
    }
    masks(cases);
    sums(cases);
    for (long divisor : new long[] {0, 3, 10, -7, 4095}) {
      quotients(cases, divisor);
    }
  }

  /** All pairs of numbers of a type, a row of first ones and a row of second ones. */
  private static Values pairs(long[] numbers) {
    int n = numbers.length;
    return OnnxEdgeCases.filled(
        OnnxEdgeCases.shape(2, n * n), at -> numbers[at[0] == 0 ? at[1] / n : at[1] % n]);
  }

  private static Values ofPairs(Values pairs, LongBinaryOperator operator) {
    return OnnxEdgeCases.filled(
        OnnxEdgeCases.shape(1, pairs.shape()[1]),
        at -> operator.applyAsLong((long) pairs.at(0, at[1]), (long) pairs.at(1, at[1])));
  }

  private static String split(Type type) {
    return type.cast("c", "x")
        + nodeWith(integer("axis", 0) + integer("num_outputs", 2), "Split", "a,b", "c");
  }

  private static void bits(OnnxEdgeCases cases, Type type) {
    Values x = pairs(type.numbers());
    boolean inverts = type.signed || type.bits < 32;
    List<Values> outputs =
        new ArrayList<>(
            List.of(
                ofPairs(x, (a, b) -> a & b),
                ofPairs(x, (a, b) -> a | b),
                ofPairs(x, (a, b) -> a ^ b)));
    if (inverts) {
      outputs.add(ofPairs(x, (a, b) -> type.of(~a)));
    }
    cases.addExact(
        "bits_of_" + type,
        18,
        x,
        split(type)
            + node("BitwiseAnd", "y", "a", "b")
            + node("BitwiseOr", "y1", "a", "b")
            + node("BitwiseXor", "y2", "a", "b")
            + (inverts ? node("BitwiseNot", "y3", "a") : ""),
        outputs.toArray(Values[]::new));
  }

  /** What is beyond a type of few bits loses its highest ones. */
  private static void arithmetic(OnnxEdgeCases cases, Type type) {
    Values x = pairs(type.numbers());
    List<Values> outputs =
        new ArrayList<>(
            List.of(
                ofPairs(x, (a, b) -> type.of(a + b)),
                ofPairs(x, (a, b) -> type.of(a - b)),
                ofPairs(x, (a, b) -> type.of(a * b))));
    if (type.signed) {
      outputs.add(ofPairs(x, (a, _) -> type.of(-a)));
      outputs.add(ofPairs(x, (a, _) -> type.of(Math.abs(a))));
    }
    cases.addExact(
        "arithmetic_of_" + type,
        18,
        x,
        split(type)
            + node("Add", "y", "a", "b")
            + node("Sub", "y1", "a", "b")
            + node("Mul", "y2", "a", "b")
            + (type.signed ? node("Neg", "y3", "a") + node("Abs", "y4", "a") : ""),
        outputs.toArray(Values[]::new));
  }

  /** Sums of 32 bits wrap, as far as floats have them. */
  private static void sums(OnnxEdgeCases cases) {
    long[] numbers = {0, 1 << 24, 1 << 30, 3L << 29, -(1L << 30), -(3L << 29), -(1L << 31)};
    Values x = pairs(numbers);
    cases.addExact(
        "sums_of_int32",
        18,
        x,
        split(Type.INT32) + node("Add", "y", "a", "b") + node("Sub", "y1", "a", "b"),
        ofPairs(x, (a, b) -> Type.INT32.of(a + b)),
        ofPairs(x, (a, b) -> Type.INT32.of(a - b)));
  }

  /** Known operands of other shapes on either side. */
  private static void masks(OnnxEdgeCases cases) {
    Values x =
        OnnxEdgeCases.filled(
            OnnxEdgeCases.shape(2, 3, 5), at -> NUMBERS[at[0] * 15 + at[1] * 5 + at[2]]);
    long[] masks = {10_000_000, -1, LARGEST - 1};
    cases.addExact(
        "masks",
        18,
        x,
        Type.INT64.cast("c", "x")
            + Type.INT32.cast("d", "x")
            + integers("long", 0xf0f0f)
            + integers("masks", 6, new int[] {3, 1}, masks)
            + integers("sign", 6, new int[0], -LARGEST)
            + node("BitwiseAnd", "y", "d", "masks")
            + node("BitwiseXor", "y1", "masks", "d")
            + node("BitwiseOr", "y2", "d", "sign")
            + node("BitwiseAnd", "y3", "long", "c"),
        OnnxEdgeCases.filled(x.shape(), at -> (long) x.at(at) & masks[at[1]]),
        OnnxEdgeCases.filled(x.shape(), at -> (long) x.at(at) ^ masks[at[1]]),
        OnnxEdgeCases.filled(x.shape(), at -> (long) x.at(at) | -LARGEST),
        OnnxEdgeCases.filled(x.shape(), at -> (long) x.at(at) & 0xf0f0f));
  }

  /** Every number by all places but the last, where what is left may be nothing. */
  private static void shifts(OnnxEdgeCases cases, Type type) {
    long[] numbers = type.numbers();
    Values x = OnnxEdgeCases.filled(OnnxEdgeCases.shape(1, numbers.length), at -> numbers[at[1]]);
    int[] shape = {type.bits, numbers.length};
    cases.addExact(
        "shifts_of_" + type,
        11,
        x,
        type.cast("c", "x")
            + integers(
                "all", 12, new int[] {type.bits, 1}, LongStream.range(0, type.bits).toArray())
            + type.cast("places", "all")
            + nodeWith(text("direction", "RIGHT"), "BitShift", "y", "c", "places")
            + nodeWith(text("direction", "LEFT"), "BitShift", "y1", "c", "places"),
        OnnxEdgeCases.filled(shape, at -> numbers[at[1]] >>> at[0]),
        OnnxEdgeCases.filled(shape, at -> unsigned(type.of(numbers[at[1]] << at[0]))));
  }

  private static double unsigned(long bits) {
    return new java.math.BigInteger(Long.toUnsignedString(bits)).doubleValue();
  }

  private static void casts(OnnxEdgeCases cases, Type type) {
    Values x = OnnxEdgeCases.filled(OnnxEdgeCases.shape(1, NUMBERS.length), at -> NUMBERS[at[1]]);
    cases.addExact(
        "cast_to_" + type,
        13,
        x,
        Type.INT32.cast("c", "x")
            + type.cast("y", "c")
            + Type.INT16.cast("d", "y")
            + Type.UINT8.cast("y1", "d")
            + Type.INT8.cast("y2", "d"),
        of(x, type::of),
        of(x, v -> Type.UINT8.of(type.of(v))),
        of(x, v -> Type.INT8.of(type.of(v))));
  }

  private static Values of(Values x, LongUnaryOperator operator) {
    return OnnxEdgeCases.filled(x.shape(), at -> operator.applyAsLong((long) x.at(at)));
  }

  /**
   * Quotients and remainders.
   *
   * @param divisor 0 for all numbers
   */
  private static void quotients(OnnxEdgeCases cases, long divisor) {
    long[] numbers = LongStream.of(NUMBERS).filter(number -> number != 0).toArray();
    Values pairs = pairs(numbers);
    Values x =
        divisor == 0
            ? pairs
            : OnnxEdgeCases.filled(pairs.shape(), at -> at[0] == 0 ? pairs.at(at) : divisor);
    cases.addExact(
        "quotients_by_" + (divisor == 0 ? "all" : divisor),
        18,
        x,
        split(Type.INT32)
            + (divisor == 0 ? "" : integers("known", 6, new int[0], divisor))
            + quotients(divisor == 0 ? "b" : "known"),
        ofPairs(x, (a, b) -> a / b),
        ofPairs(x, Math::floorMod),
        ofPairs(x, (a, b) -> a % b));
  }

  private static String quotients(String divisor) {
    return node("Div", "y", "a", divisor)
        + node("Mod", "y1", "a", divisor)
        + nodeWith(integer("fmod", 1), "Mod", "y2", "a", divisor);
  }
}
