package dev.lathe.processor;

import static dev.lathe.processor.testing.OnnxText.integer;
import static dev.lathe.processor.testing.OnnxText.integers;
import static dev.lathe.processor.testing.OnnxText.ints;
import static dev.lathe.processor.testing.OnnxText.node;
import static dev.lathe.processor.testing.OnnxText.nodeWith;

import dev.lathe.processor.OnnxEdgeCases.Values;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;

/** Products of integers of 8 bits, whose sums are large, and their scales, which are exact. */
final class OnnxQuantisedCases {
  private static final int UINT8 = 2;
  private static final int INT8 = 3;

  private OnnxQuantisedCases() {}

  static void add(OnnxEdgeCases cases) {
    convolution(cases, 1, 16, 3, new int[] {1, 0, 0, 2}, 1);
    convolution(cases, 2, 8, 5, new int[] {2, 1, 2, 1}, 2);
    product(cases, 300);
    product(cases, 5);
    scaledConvolution(cases, true);
    scaledConvolution(cases, false);
    scaledProduct(cases);
    rounding(cases);
    range(cases, 1);
    range(cases, 0);
    shortTypes(cases);
  }

  /** Two integers of 4 bits in a byte, the first one in the low bits; floats of 8 bits. */
  private static void shortTypes(OnnxEdgeCases cases) {
    Values x = Values.input(3);
    int[] three = {3};
    shortType(cases, "signed_4_bits", 22, x, new double[] {-1, 1, -8}, 0x1f, 0x8);
    shortType(cases, "unsigned_4_bits", 21, x, new double[] {15, 1, 8}, 0x1f, 0x8);
    shortType(cases, "e4m3fn", 17, x, new double[] {1, -3, 1 / 512.0}, 0x38, 0xc4, 0x01);
    shortType(cases, "e4m3fnuz", 18, x, new double[] {0.5, -1.5, 240}, 0x38, 0xc4, 0x7f);
    shortType(cases, "e5m2", 19, x, new double[] {1, -5, 57344}, 0x3c, 0xc5, 0x7b);
    shortType(cases, "e5m2fnuz", 20, x, new double[] {0.5, -2.5, 1 / 131072.0}, 0x3c, 0xc5, 0x01);
    cases.addExact(
        "rounded_to_4_bits",
        21,
        Values.of(three, -0.75, 1.24, 9),
        number("zero", 22, 1)
            + scales("half", 0.5)
            + node("QuantizeLinear", "y", "x", "half", "zero"),
        Values.of(three, -1, 3, 7));
  }

  private static void shortType(
      OnnxEdgeCases cases, String name, int type, Values x, double[] numbers, long... bits) {
    String weights = integers("w", type, x.shape(), bits);
    cases.add(
        name,
        21,
        x,
        weights
            + scales("two", 2)
            + node("DequantizeLinear", "d", "w", "two")
            + node("Add", "y", "d", "x"),
        OnnxEdgeCases.filled(x.shape(), at -> 2 * numbers[at[0]] + x.at(at)));
  }

  /** All numbers of 8 bits in some order. */
  private static Values bytes(int least, int... shape) {
    Values places = OnnxEdgeCases.filled(shape, _ -> 0);
    double[] elements = places.elements();
    for (int k = 0; k < elements.length; k++) {
      elements[k] = (k * 89 + k / 256 * 7) % 256 + least;
    }
    return places;
  }

  private static String stored(String name, int type, Values values) {
    return integers(
        name,
        type,
        values.shape(),
        Arrays.stream(values.elements()).mapToLong(x -> (long) x).toArray());
  }

  private static String number(String name, int type, long... numbers) {
    return integers(
        name, type, numbers.length == 1 ? new int[0] : new int[] {numbers.length}, numbers);
  }

  private static String scales(String name, double... scales) {
    StringBuilder fields = new StringBuilder("data_type: 1 ");
    fields.append(scales.length == 1 ? "" : "dims: " + scales.length + " ");
    for (double scale : scales) {
      fields.append("float_data: ").append(scale).append(' ');
    }
    return "initializer { name: \"%s\" %s}\n".formatted(name, fields);
  }

  private static String cast(int type) {
    return nodeWith(integer("to", type), "Cast", "c", "x");
  }

  /** The sum of a convolution of an image with one map for each group of channels of its own. */
  private static double sum(
      Values x, double zero, Values w, double[] zeros, int[] at, int[] pads, int[] figures) {
    int channels = w.shape()[1];
    int group = at[1] / (w.shape()[0] / figures[1]);
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < w.shape()[2]; i++) {
        for (int j = 0; j < w.shape()[3]; j++) {
          int row = at[2] * figures[0] + i - pads[0];
          int column = at[3] * figures[0] + j - pads[1];
          if (row >= 0 && row < x.shape()[2] && column >= 0 && column < x.shape()[3]) {
            sum +=
                (x.at(0, group * channels + c, row, column) - zero)
                    * (w.at(at[1], c, i, j) - zeros[at[1] % zeros.length]);
          }
        }
      }
    }
    return sum;
  }

  private static int[] extents(Values x, Values w, int[] pads, int stride) {
    return new int[] {
      1,
      w.shape()[0],
      (x.shape()[2] + pads[0] + pads[2] - w.shape()[2]) / stride + 1,
      (x.shape()[3] + pads[1] + pads[3] - w.shape()[3]) / stride + 1
    };
  }

  private static void convolution(
      OnnxEdgeCases cases, int group, int channels, int kernel, int[] pads, int stride) {
    Values x = bytes(0, 1, group * channels, 8, 7);
    Values w = bytes(-128, 2 * group, channels, kernel, 3);
    double[] zeros = group == 1 ? new double[] {3, -5} : new double[] {7};
    cases.addExact(
        "conv_integer_" + group,
        10,
        x,
        cast(UINT8)
            + stored("w", INT8, w)
            + number("zero", UINT8, 131)
            + number("zeros", INT8, Arrays.stream(zeros).mapToLong(z -> (long) z).toArray())
            + nodeWith(
                integer("group", group)
                    + ints("pads", LongStream.of(pads[0], pads[1], pads[2], pads[3]).toArray())
                    + ints("strides", stride, stride),
                "ConvInteger",
                "y",
                "c",
                "w",
                "zero",
                "zeros"),
        OnnxEdgeCases.filled(
            extents(x, w, pads, stride),
            at -> sum(x, 131, w, zeros, at, pads, new int[] {stride, group})));
  }

  private static void product(OnnxEdgeCases cases, int length) {
    Values x = bytes(0, 2, 3, length);
    Values w = bytes(-128, length, 4);
    double[] rows = {0, 200, 255};
    double[] columns = {-128, 127, 0, 1};
    cases.addExact(
        "matmul_integer_" + length,
        10,
        x,
        cast(UINT8)
            + stored("w", INT8, w)
            + number("zeros", INT8, -128, 127, 0, 1)
            + "initializer { name: \"rows\" data_type: 2 dims: 3 "
            + "int32_data: 0 int32_data: 200 int32_data: 255 }\n"
            + node("MatMulInteger", "y", "c", "w", "rows", "zeros")
            + node("MatMulInteger", "y1", "c", "w"),
        matrix(x, rows, w, columns),
        matrix(x, new double[3], w, new double[4]));
  }

  private static Values matrix(Values x, double[] rows, Values w, double[] columns) {
    return OnnxEdgeCases.filled(
        OnnxEdgeCases.shape(2, 3, 4),
        at -> {
          double sum = 0;
          for (int k = 0; k < x.shape()[2]; k++) {
            sum += (x.at(at[0], at[1], k) - rows[at[1]]) * (w.at(k, at[2]) - columns[at[2]]);
          }
          return sum;
        });
  }

  private static double bounded(double x, boolean signed) {
    return signed ? Math.clamp(x, -128, 127) : Math.clamp(x, 0, 255);
  }

  /** Powers of two as scales: many sums lie in the middle between two steps. */
  private static void scaledConvolution(OnnxEdgeCases cases, boolean signed) {
    Values x = bytes(0, 1, 3, 6, 5);
    Values w = bytes(-128, 2, 3, 3, 2);
    int[] pads = {1, 0, 1, 1};
    double[] scales = signed ? new double[] {0.5, 0.125} : new double[] {0.25};
    double[] biases = {1001, -2002};
    int zero = signed ? -3 : 100;
    cases.addExact(
        "qlinear_conv_" + (signed ? "of_signed" : "of_unsigned"),
        10,
        x,
        cast(UINT8)
            + stored("w", INT8, w)
            + scales("xs", 0.5)
            + number("xz", UINT8, 120)
            + scales("ws", scales)
            + number("wz", INT8, 2)
            + scales("ys", 64)
            + number("yz", signed ? INT8 : UINT8, zero)
            + number("bias", 6, 1001, -2002)
            + nodeWith(
                ints("pads", 1, 0, 1, 1),
                "QLinearConv",
                "y",
                "c",
                "xs",
                "xz",
                "w",
                "ws",
                "wz",
                "ys",
                "yz",
                "bias"),
        OnnxEdgeCases.filled(
            extents(x, w, pads, 1),
            at -> {
              double whole =
                  sum(x, 120, w, new double[] {2}, at, pads, new int[] {1, 1}) + biases[at[1]];
              double scale = 0.5 * scales[at[1] % scales.length] / 64;
              return bounded(Math.rint(whole * scale) + zero, signed);
            }));
  }

  private static void scaledProduct(OnnxEdgeCases cases) {
    Values x = bytes(0, 2, 3, 6);
    Values w = bytes(0, 6, 4);
    double[] zeros = {128, 100, 90};
    Values sums = matrix(x, zeros, w, new double[] {120, 120, 120, 120});
    double[] rows = {0.5, 0.25, 1};
    double[] columns = {0.5, 1, 0.125, 2};
    cases.addExact(
        "qlinear_matmul",
        10,
        x,
        cast(UINT8)
            + stored("w", UINT8, w)
            + scales("xs", rows)
            + number("xz", UINT8, 128, 100, 90)
            + scales("ws", columns)
            + number("wz", UINT8, 120)
            + scales("ys", 128)
            + number("yz", UINT8, 127)
            + node("QLinearMatMul", "y", "c", "xs", "xz", "w", "ws", "wz", "ys", "yz"),
        OnnxEdgeCases.filled(
            sums.shape(),
            at ->
                bounded(Math.rint(sums.at(at) * rows[at[1]] * columns[at[2]] / 128) + 127, false)));
  }

  /** Halves, along an axis and by blocks; and back. */
  private static void rounding(OnnxEdgeCases cases) {
    Values x =
        OnnxEdgeCases.filled(
            OnnxEdgeCases.shape(2, 3, 8), at -> (at[0] * 24 + at[1] * 8 + at[2] - 24) / 8.0);
    double[] scales = {0.25, 0.5, 0.015625};
    double[] zeros = {0, 7, -20};
    Values steps =
        OnnxEdgeCases.filled(
            x.shape(), at -> bounded(Math.rint(x.at(at) / scales[at[1]]) + zeros[at[1]], true));
    cases.addExact(
        "quantised_along_an_axis",
        13,
        x,
        scales("scales", scales)
            + number("zeros", INT8, 0, 7, -20)
            + nodeWith(integer("axis", -2), "QuantizeLinear", "y", "x", "scales", "zeros")
            + nodeWith(integer("axis", 1), "DequantizeLinear", "y1", "y", "scales", "zeros"),
        steps,
        OnnxEdgeCases.filled(x.shape(), at -> (steps.at(at) - zeros[at[1]]) * scales[at[1]]));
    Values blocks =
        OnnxEdgeCases.filled(
            OnnxEdgeCases.shape(2, 3, 2), at -> Math.pow(2, at[0] - at[1] - 2 * at[2]));
    StringBuilder stored = new StringBuilder("data_type: 1 dims: 2 dims: 3 dims: 2 ");
    for (double scale : blocks.elements()) {
      stored.append(String.format(Locale.ROOT, "float_data: %s ", scale));
    }
    cases.addExact(
        "quantised_by_blocks",
        21,
        x,
        "initializer { name: \"scales\" %s}\n".formatted(stored)
            + nodeWith(
                integer("axis", 2) + integer("block_size", 5) + integer("output_dtype", 5),
                "QuantizeLinear",
                "y",
                "x",
                "scales"),
        OnnxEdgeCases.filled(
            x.shape(), at -> Math.rint(x.at(at) / blocks.at(at[0], at[1], at[2] / 5))));
  }

  /** ONNX's own example, by its formula; and an image of zeros, which has no range. */
  private static void range(OnnxEdgeCases cases, double scale) {
    double[] figures = {0, 2, -3, -2.5, 1.34, 0.5};
    Values x = OnnxEdgeCases.filled(OnnxEdgeCases.shape(1, 6), at -> scale * figures[at[1]]);
    double step = scale * 5 / 255;
    double zero = scale == 0 ? 0 : 153;
    cases.add(
        "dynamic_range_" + (int) scale,
        11,
        x,
        node("DynamicQuantizeLinear", "y,y1,y2", "x"),
        Values.of(
            OnnxEdgeCases.shape(1, 6),
            Arrays.stream(scale == 0 ? new double[6] : new double[] {153, 255, 0, 26, 221, 179})
                .toArray()),
        Values.of(new int[0], step),
        Values.of(new int[0], zero));
  }
}
