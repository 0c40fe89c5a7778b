package dev.lathe.processor;

import static dev.lathe.processor.OnnxEdgeCases.filled;
import static dev.lathe.processor.OnnxEdgeCases.shape;
import static dev.lathe.processor.testing.OnnxText.floats;
import static dev.lathe.processor.testing.OnnxText.integer;
import static dev.lathe.processor.testing.OnnxText.integers;
import static dev.lathe.processor.testing.OnnxText.node;
import static dev.lathe.processor.testing.OnnxText.nodeWith;
import static dev.lathe.processor.testing.OnnxText.text;

import dev.lathe.processor.OnnxEdgeCases.Values;
import java.util.stream.IntStream;

/** Sums along axes, triangles, counted numbers, products by name, and determinants. */
final class OnnxSeriesCases {
  private static final Values X = Values.input(2, 3, 4);
  private static final Values ROW = Values.input(5);
  private static final Values DEEP = Values.input(2, 1, 3, 2, 2);

  private OnnxSeriesCases() {}

  static void add(OnnxEdgeCases cases) {
    runningSums(cases);
    triangles(cases);
    counted(cases);
    reversed(cases);
    products(cases);
    determinants(cases);
  }

  private static void runningSums(OnnxEdgeCases cases) {
    runningSum(cases, "cumsum_of_a_row", ROW, 0, false, false);
    runningSum(cases, "cumsum_exclusive", X, -1, true, false);
    runningSum(cases, "cumsum_reverse", X, 1, false, true);
    runningSum(cases, "cumsum_exclusive_reverse", DEEP, -3, true, true);
  }

  private static void runningSum(
      OnnxEdgeCases cases, String name, Values x, int axis, boolean exclusive, boolean reverse) {
    int own = axis < 0 ? axis + x.shape().length : axis;
    cases.add(
        name,
        14,
        x,
        integers("axis", axis)
            + nodeWith(
                integer("exclusive", exclusive ? 1 : 0) + integer("reverse", reverse ? 1 : 0),
                "CumSum",
                "y",
                "x",
                "axis"),
        filled(
            x.shape(),
            at -> {
              double sum = 0;
              for (int k = 0; k < x.shape()[own]; k++) {
                int ahead = reverse ? k - at[own] : at[own] - k;
                if (exclusive ? ahead > 0 : ahead >= 0) {
                  int[] other = at.clone();
                  other[own] = k;
                  sum += x.at(other);
                }
              }
              return sum;
            }));
  }

  private static void triangles(OnnxEdgeCases cases) {
    for (int diagonal : new int[] {-5, -1, 0, 2}) {
      cases.add(
          "upper_triangle_from_" + diagonal,
          14,
          X,
          integers("k", diagonal) + node("Trilu", "y", "x", "k"),
          filled(X.shape(), at -> at[2] - at[1] >= diagonal ? X.at(at) : 0));
      cases.add(
          "lower_triangle_to_" + diagonal,
          14,
          X,
          integers("k", diagonal) + nodeWith(integer("upper", 0), "Trilu", "y", "x", "k"),
          filled(X.shape(), at -> at[2] - at[1] <= diagonal ? X.at(at) : 0));
    }
    Values wide = Values.input(3, 5);
    cases.add(
        "ones_beside_the_diagonal",
        9,
        wide,
        nodeWith(integer("k", -1) + integer("dtype", 1), "EyeLike", "e", "x")
            + node("Add", "y", "e", "x"),
        filled(wide.shape(), at -> wide.at(at) + (at[1] == at[0] - 1 ? 1 : 0)));
  }

  private static void counted(OnnxEdgeCases cases) {
    cases.add(
        "range_backwards",
        11,
        ROW,
        "initializer { name: \"from\" data_type: 1 float_data: 2.5 } "
            + "initializer { name: \"to\" data_type: 1 float_data: -1 } "
            + "initializer { name: \"step\" data_type: 1 float_data: -0.75 } "
            + node("Range", "r", "from", "to", "step")
            + node("Mul", "y", "r", "x"),
        filled(shape(5), at -> (2.5 - 0.75 * at[0]) * ROW.at(at)));
    cases.add(
        "size_and_part_of_a_shape",
        15,
        DEEP,
        node("Size", "y", "x")
            + nodeWith(integer("start", -4) + integer("end", -1), "Shape", "y1", "x"),
        Values.of(shape(), 24),
        Values.of(shape(3), 1, 3, 2));
  }

  private static void reversed(OnnxEdgeCases cases) {
    int[] lengths = {1, 3, 2};
    cases.add(
        "sequences_reversed_in_time",
        10,
        X,
        integers("lengths", 3, 2)
            + nodeWith(
                integer("batch_axis", 0) + integer("time_axis", 1),
                "ReverseSequence",
                "y",
                "x",
                "lengths"),
        filled(
            X.shape(),
            at -> {
              int length = at[0] == 0 ? 3 : 2;
              return X.at(at[0], at[1] < length ? length - 1 - at[1] : at[1], at[2]);
            }));
    Values steps = Values.input(4, 3, 2);
    cases.add(
        "sequences_reversed_with_time_first",
        10,
        steps,
        integers("lengths", 1, 3, 2)
            + nodeWith(
                integer("batch_axis", 1) + integer("time_axis", 0),
                "ReverseSequence",
                "y",
                "x",
                "lengths"),
        filled(
            steps.shape(),
            at -> {
              int length = lengths[at[1]];
              return steps.at(at[0] < length ? length - 1 - at[0] : at[0], at[1], at[2]);
            }));
  }

  private static void products(OnnxEdgeCases cases) {
    Values w = Values.input(4, 2);
    cases.add(
        "einsum_of_batches",
        12,
        X,
        floats("w", 4, 2) + nodeWith(text("equation", "bij,jk->kib"), "Einsum", "y", "x", "w"),
        filled(
            shape(2, 3, 2),
            at ->
                IntStream.range(0, 4)
                    .mapToDouble(j -> X.at(at[2], at[1], j) * w.at(j, at[0]))
                    .sum()));
    Values square = Values.input(2, 3, 3);
    cases.add(
        "einsum_of_diagonals",
        12,
        square,
        nodeWith(text("equation", "...ii->...i"), "Einsum", "y", "x"),
        filled(shape(2, 3), at -> square.at(at[0], at[1], at[1])));
    cases.add(
        "einsum_to_a_scalar",
        12,
        square,
        nodeWith(text("equation", "bij,bji->"), "Einsum", "y", "x", "x"),
        Values.of(
            shape(),
            IntStream.range(0, 18)
                .mapToDouble(
                    k -> square.at(k / 9, k / 3 % 3, k % 3) * square.at(k / 9, k % 3, k / 3 % 3))
                .sum()));
  }

  private static void determinants(OnnxEdgeCases cases) {
    Values matrices =
        Values.of(shape(2, 3, 3), 2, 0, 1, 3, -1, 4, 5, 2, 0, 0, 1, 0, 1, 0, 0, 0, 0, 7);
    cases.add("determinants", 11, matrices, node("Det", "y", "x"), Values.of(shape(2), -5, -7));
    Values triangle = filled(shape(5, 5), at -> at[1] < at[0] ? 0 : at[0] + 1 + at[1]);
    cases.add(
        "determinant_of_a_triangle",
        11,
        triangle,
        node("Det", "y", "x"),
        Values.of(shape(), 1 * 3 * 5 * 7 * 9));
    cases.add(
        "spectrum_back_to_a_real_signal",
        20,
        Values.of(shape(1, 3, 2), 1, 0, 2, -1, 3, 0),
        integers("length", 4)
            + integers("axis", 1)
            + nodeWith(
                integer("inverse", 1) + integer("onesided", 1), "DFT", "y", "x", "length", "axis"),
        Values.of(shape(1, 4, 1), 2, 0, 0, -1));
  }
}
