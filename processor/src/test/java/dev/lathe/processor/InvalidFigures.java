package dev.lathe.processor;

import static dev.lathe.processor.testing.OnnxText.decimal;
import static dev.lathe.processor.testing.OnnxText.floats;
import static dev.lathe.processor.testing.OnnxText.integer;
import static dev.lathe.processor.testing.OnnxText.integers;
import static dev.lathe.processor.testing.OnnxText.node;
import static dev.lathe.processor.testing.OnnxText.number;
import static dev.lathe.processor.testing.OnnxText.scalar;
import static dev.lathe.processor.testing.OnnxText.text;

import dev.lathe.processor.InvalidFiles.Invalid;

/** Figures that operators do not allow. */
final class InvalidFigures {
  private static final int UINT8 = 2;

  private InvalidFigures() {}

  static void add(InvalidFiles files) {
    InvalidTable x = files.at(13).of(1, 1, 4);
    numbers(x);
    scales(x);
    ranges(x);
  }

  private static void numbers(InvalidTable x) {
    InvalidTable bits = x.at(11).ofType(UINT8, 4);
    bits.node("shift_by_the_width", "BitShift", text("direction", "LEFT"), bytes("n", 8))
        .gets("541 a shift of uint8 by 8 places");
    bits.node("shift_to_nowhere", "BitShift", text("direction", "UP"), bytes("n", 1))
        .gets("541 the direction \"UP\", and it is LEFT or RIGHT");
    x.node("clip_at_no_number", "Clip", scalar("a", Double.NaN))
        .gets("541 the bound a, which has to be one number, and is NaN");
    x.node("clip_by_many", "Clip", floats("a", 4))
        .gets("541 the bound a, which has to be one number, and is 4");
    x.graph(
            "sum_beyond_64_bits",
            number("a", Long.MAX_VALUE),
            number("b", 2),
            node("Mul", "c", "a", "b"),
            integers("one", 1),
            node("Reshape", "d", "c", "one"),
            node("Reshape", "y", "x", "d"))
        .gets(
            "541 c: the result 18446744073709552000 of [int64 scalar, int64 scalar], which is"
                + " beyond 2^53, where integers end to be exact");
    x.node("ratio_above_1", "Dropout", scalar("r", 1.5)).gets("541 a ratio of 1.5");
    x.node("norm_of_order_3", "LpNormalization", integer("p", 3))
        .gets("541 p of 3, and it is 1 or 2");
    x.of(1, 2, 4)
        .with(floats("s", 2))
        .node("epsilon_below_0", "InstanceNormalization", decimal("epsilon", -1), "s", "s")
        .gets("541 epsilon of -1.0, which is below 0");
  }

  private static String bytes(String name, long... elements) {
    return integers(name, UINT8, new int[] {elements.length}, elements);
  }

  private static void scales(InvalidTable x) {
    String zero = integers("z", UINT8, new int[0], 3);
    for (double scale : new double[] {0, -0.5, Double.NaN, Double.POSITIVE_INFINITY}) {
      x.node("scale_of_" + scale, "QuantizeLinear", scalar("s", scale), zero)
          .gets("541 a scale of " + scale + " in s, which has to be positive and finite");
    }
    x.ofType(UINT8, 2, 2)
        .graph(
            "scale_of_result",
            scalar("s", 1),
            scalar("t", 0),
            zero,
            node("QLinearMatMul", "y", "x", "s", "z", "x", "s", "z", "t", "z"))
        .gets("541 a scale of 0.0 in t, which has to be positive and finite");
    x.node("scales_of_other_axis", "QuantizeLinear", floats("s", new int[] {3}, 1, 2, 3))
        .gets("541 3 scales or zeros for the axis 1 of 1x1x4");
  }

  /** Ranges from one figure to another, in steps. */
  private static void ranges(InvalidTable x) {
    range(x, "range_of_many", 0, 1e9, 1)
        .gets("504 r: an axis of 1,000,000,000 elements, of which 8,388,608 are the most");
    range(x, "range_to_no_number", 0, Double.NaN, 1)
        .gets("541 r: a range from 0.0 to NaN in steps of 1.0");
    x.graph(
            "range_of_step_0",
            scalar("a", 0),
            scalar("b", 4),
            node("Range", "r", "a", "b", "a"),
            node("Add", "y", "x", "r"))
        .gets("541 r: a range from 0.0 to 4.0 in steps of 0.0");
  }

  private static Invalid range(InvalidTable x, String name, double from, double to, double step) {
    return x.graph(
        name,
        scalar("a", from),
        scalar("b", to),
        scalar("c", step),
        node("Range", "r", "a", "b", "c"),
        node("Add", "y", "x", "r"));
  }
}
