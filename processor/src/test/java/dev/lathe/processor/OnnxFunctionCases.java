package dev.lathe.processor;

import static dev.lathe.processor.OnnxEdgeCases.filled;
import static dev.lathe.processor.OnnxEdgeCases.shape;
import static dev.lathe.processor.testing.OnnxText.decimal;
import static dev.lathe.processor.testing.OnnxText.floats;
import static dev.lathe.processor.testing.OnnxText.integer;
import static dev.lathe.processor.testing.OnnxText.integers;
import static dev.lathe.processor.testing.OnnxText.ints;
import static dev.lathe.processor.testing.OnnxText.node;
import static dev.lathe.processor.testing.OnnxText.nodeWith;
import static dev.lathe.processor.testing.OnnxText.text;

import dev.lathe.processor.OnnxEdgeCases.Values;
import java.util.stream.IntStream;

/** Activations and normalisations that few networks use, remainders, and optimisers' steps. */
final class OnnxFunctionCases {
  private static final Values X = Values.input(2, 3, 4);
  private static final Values WIDE = scaled(X, 8);

  private OnnxFunctionCases() {}

  static void add(OnnxEdgeCases cases) {
    activations(cases);
    normalisations(cases);
    remainders(cases);
    fewBits(cases);
    optimisers(cases);
  }

  private static Values scaled(Values x, double factor) {
    return filled(x.shape(), at -> factor * x.at(at));
  }

  private interface Function {
    double of(double x);
  }

  private static void each(
      OnnxEdgeCases cases, String name, int opset, String attributes, Function function) {
    String operator = name.substring(0, name.indexOf('_'));
    cases.add(
        name,
        opset,
        WIDE,
        nodeWith(attributes, operator, "y", "x"),
        filled(WIDE.shape(), at -> function.of(WIDE.at(at))));
  }

  private static void activations(OnnxEdgeCases cases) {
    each(cases, "Shrink_hard", 9, "", x -> Math.abs(x) > 0.5 ? x : 0);
    each(
        cases,
        "Shrink_soft",
        9,
        decimal("lambd", 1.5) + decimal("bias", 1.25),
        x -> x > 1.5 ? x - 1.25 : x < -1.5 ? x + 1.25 : 0);
    each(
        cases,
        "Celu_flat",
        12,
        decimal("alpha", 2),
        x -> Math.max(0, x) + Math.min(0, 2 * Math.expm1(x / 2)));
    each(cases, "ThresholdedRelu_usual", 10, "", x -> x > 1 ? x : 0);
    each(cases, "ThresholdedRelu_below", 22, decimal("alpha", -2), x -> x > -2 ? x : 0);
    Values ties = Values.of(shape(2, 2, 3), 1, 3, 3, 2, 2, 1, -1, -1, -1, 0, 5, 4);
    cases.add(
        "hardmax_of_an_axis",
        13,
        ties,
        nodeWith(integer("axis", -2), "Hardmax", "y", "x"),
        Values.of(shape(2, 2, 3), 0, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1));
    cases.add(
        "hardmax_of_all_behind",
        11,
        ties,
        nodeWith(integer("axis", 1), "Hardmax", "y", "x"),
        Values.of(shape(2, 2, 3), 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0));
  }

  private static void normalisations(OnnxEdgeCases cases) {
    cases.add(
        "lp_normalization_by_sums",
        1,
        X,
        nodeWith(integer("p", 1) + integer("axis", -2), "LpNormalization", "y", "x"),
        filled(
            X.shape(),
            at ->
                X.at(at)
                    / IntStream.range(0, 3)
                        .mapToDouble(k -> Math.abs(X.at(at[0], k, at[2])))
                        .sum()));
    Values row = Values.input(5);
    cases.add(
        "lp_normalization_of_a_row",
        22,
        row,
        node("LpNormalization", "y", "x"),
        filled(
            shape(5),
            at ->
                row.at(at)
                    / Math.sqrt(
                        IntStream.range(0, 5).mapToDouble(k -> row.at(k) * row.at(k)).sum())));
    cases.add(
        "mean_variance_of_named_axes",
        13,
        X,
        nodeWith(ints("axes", 0, -1), "MeanVarianceNormalization", "y", "x"),
        filled(
            X.shape(),
            at -> {
              double[] all =
                  IntStream.range(0, 8).mapToDouble(k -> X.at(k / 4, at[1], k % 4)).toArray();
              double mean = IntStream.range(0, 8).mapToDouble(k -> all[k]).sum() / 8;
              double variance =
                  IntStream.range(0, 8).mapToDouble(k -> Math.pow(all[k] - mean, 2)).sum() / 8;
              return (X.at(at) - mean) / Math.sqrt(variance);
            }));
  }

  private static void remainders(OnnxEdgeCases cases) {
    double[] dividends = {7, -7, 7, -7, 5.5, -5.5, 0};
    double[] divisors = {3, 3, -3, -3, 2, 2, 4};
    Values x = Values.of(shape(7), dividends);
    cases.add(
        "remainder_of_the_dividends_sign",
        13,
        x,
        floats("by", shape(7), divisors) + nodeWith(integer("fmod", 1), "Mod", "y", "x", "by"),
        filled(shape(7), at -> dividends[at[0]] % divisors[at[0]]));
    cases.add(
        "remainder_of_the_divisors_sign",
        13,
        x,
        nodeWith(integer("to", 6), "Cast", "i", "x")
            + integers("by", 6, shape(7), 3, 3, -3, -3, 2, 2, 4)
            + node("Mod", "y", "i", "by"),
        filled(shape(7), at -> Math.floorMod((int) dividends[at[0]], (int) divisors[at[0]])));
    cases.add(
        "infinities_of_one_sign",
        10,
        Values.of(shape(5), 1, -1, 0, 2, -2),
        floats("zero", shape(1), 0)
            + node("Div", "d", "x", "zero")
            + nodeWith(integer("detect_positive", 0), "IsInf", "y", "d")
            + nodeWith(integer("detect_negative", 0), "IsInf", "y1", "d"),
        Values.of(shape(5), 0, 1, 0, 0, 1),
        Values.of(shape(5), 1, 0, 0, 1, 0));
  }

  /** Integers of 8 bits that leave their range come back at its other end. */
  private static void fewBits(OnnxEdgeCases cases) {
    Values x = Values.of(shape(4), 1, 100, 200, 255);
    String unsigned =
        nodeWith(integer("to", 2), "Cast", "u", "x") + integers("v", 2, shape(4), 2, 200, 100, 3);
    cases.addExact(
        "unsigned_difference",
        14,
        x,
        unsigned + node("Sub", "y", "u", "v"),
        Values.of(shape(4), 255, 156, 100, 252));
    cases.addExact(
        "unsigned_sum",
        14,
        x,
        unsigned + node("Add", "y", "u", "v"),
        Values.of(shape(4), 3, 44, 44, 2));
    Values y = Values.of(shape(4), -128, 127, 100, -3);
    cases.addExact(
        "signed_product",
        14,
        y,
        nodeWith(integer("to", 3), "Cast", "s", "x")
            + integers("v", 3, shape(4), 2, 2, -3, 7)
            + node("Mul", "y", "s", "v"),
        Values.of(shape(4), 0, -2, -44, -21));
  }

  private static void optimisers(OnnxEdgeCases cases) {
    String domain = "domain: \"ai.onnx.preview.training\" ";
    String given =
        floats("r", shape(), 0.1)
            + "initializer { name: \"t\" data_type: 7 int64_data: 2 } "
            + floats("g", shape(3), 0.5, -1, 2)
            + floats("v", shape(3), 0.2, 0.4, -0.6)
            + floats("h", shape(3), 0.3, 0.1, 0.5);
    double[] g = {0.5, -1, 2};
    double[] v = {0.2, 0.4, -0.6};
    double[] h = {0.3, 0.1, 0.5};
    Values x = Values.of(shape(3), 1, -2, 3);
    cases.add(
        "step_of_nesterov",
        13,
        x,
        given
            + nodeWith(
                domain
                    + decimal("norm_coefficient", 0.01)
                    + decimal("alpha", 0.9)
                    + decimal("beta", 0.5)
                    + text("mode", "nesterov"),
                "Momentum",
                "y,y1",
                "r",
                "t",
                "x",
                "g",
                "v"),
        filled(
            shape(3),
            at -> {
              double slope = g[at[0]] + 0.01 * x.at(at);
              double velocity = 0.9 * v[at[0]] + 0.5 * slope;
              return x.at(at) - 0.1 * (slope + 0.9 * velocity);
            }),
        filled(shape(3), at -> 0.9 * v[at[0]] + 0.5 * (g[at[0]] + 0.01 * x.at(at))));
    cases.add(
        "step_of_adagrad",
        13,
        x,
        given
            + nodeWith(
                domain + decimal("decay_factor", 0.1) + decimal("epsilon", 0.001),
                "Adagrad",
                "y,y1",
                "r",
                "t",
                "x",
                "g",
                "h"),
        filled(
            shape(3),
            at ->
                x.at(at)
                    - 0.1 / 1.2 * g[at[0]] / (Math.sqrt(h[at[0]] + g[at[0]] * g[at[0]]) + 0.001)),
        filled(shape(3), at -> h[at[0]] + g[at[0]] * g[at[0]]));
    cases.add(
        "step_of_adam",
        13,
        x,
        given
            + nodeWith(
                domain
                    + decimal("alpha", 0.8)
                    + decimal("beta", 0.9)
                    + decimal("epsilon", 0.01)
                    + decimal("norm_coefficient_post", 0.05),
                "Adam",
                "y",
                "r",
                "t",
                "x",
                "g",
                "v",
                "h"),
        filled(
            shape(3),
            at -> {
              double mean = 0.8 * v[at[0]] + 0.2 * g[at[0]];
              double squares = 0.9 * h[at[0]] + 0.1 * g[at[0]] * g[at[0]];
              double rate = 0.1 * Math.sqrt(1 - 0.81) / (1 - 0.64);
              return 0.95 * (x.at(at) - rate * mean / (Math.sqrt(squares) + 0.01));
            }));
  }
}
