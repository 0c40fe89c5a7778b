package dev.lathe.processor;

import static dev.lathe.processor.testing.OnnxText.integer;
import static dev.lathe.processor.testing.OnnxText.integers;
import static dev.lathe.processor.testing.OnnxText.ints;
import static dev.lathe.processor.testing.OnnxText.node;
import static dev.lathe.processor.testing.OnnxText.nodeWith;

import dev.lathe.processor.OnnxEdgeCases.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Axes counted from the end, as attributes and as inputs; the forms of old and new versions. */
final class OnnxAxisCases {
  private static final Values X = Values.input(2, 3, 4);
  private static final String LAST_FIRST = ints("axes", -1, 0);

  private OnnxAxisCases() {}

  static void add(OnnxEdgeCases cases) {
    reductions(cases);
    softmax(cases);
    shapes(cases);
    places(cases);
  }

  private interface Fold {
    double of(double[] row);
  }

  private static double sum(double[] row) {
    return Arrays.stream(row).sum();
  }

  /** The fold of the first and last axis. */
  private static Values ends(int[] shape, Fold fold) {
    return OnnxEdgeCases.filled(
        shape,
        at -> {
          int row = at[shape.length / 2];
          return fold.of(IntStream.range(0, 8).mapToDouble(k -> X.at(k / 4, row, k % 4)).toArray());
        });
  }

  private static void reductions(OnnxEdgeCases cases) {
    int[] kept = {1, 3, 1};
    String axes = integers("axes", -1, 0);
    cases.add(
        "sum_by_attribute",
        11,
        X,
        nodeWith(LAST_FIRST, "ReduceSum", "y", "x"),
        ends(kept, OnnxAxisCases::sum));
    cases.add(
        "sum_by_input",
        13,
        X,
        axes + nodeWith(integer("keepdims", 0), "ReduceSum", "y", "x", "axes"),
        ends(OnnxEdgeCases.shape(3), OnnxAxisCases::sum));
    cases.add(
        "no_axes_no_sum",
        13,
        X,
        nodeWith(integer("noop_with_empty_axes", 1), "ReduceSum", "y", "x"),
        X);
    cases.add(
        "no_axes_all",
        18,
        X,
        nodeWith(integer("keepdims", 0), "ReduceMean", "y", "x"),
        Values.of(new int[0], sum(X.elements()) / 24));
    cases.add(
        "max_by_input",
        18,
        X,
        axes + node("ReduceMax", "y", "x", "axes"),
        ends(kept, row -> Arrays.stream(row).max().orElseThrow()));
    cases.add(
        "max_by_attribute",
        13,
        X,
        nodeWith(LAST_FIRST, "ReduceMax", "y", "x"),
        ends(kept, row -> Arrays.stream(row).max().orElseThrow()));
    cases.add(
        "norm_by_input",
        18,
        X,
        axes + node("ReduceL2", "y", "x", "axes"),
        ends(kept, row -> Math.sqrt(Arrays.stream(row).map(e -> e * e).sum())));
    cases.add(
        "log_of_sum_of_powers",
        13,
        X,
        nodeWith(LAST_FIRST, "ReduceLogSumExp", "y", "x"),
        ends(kept, row -> Math.log(Arrays.stream(row).map(Math::exp).sum())));
    Values long70 = Values.input(2, 70);
    cases.add(
        "product_of_many",
        13,
        long70,
        node("Exp", "e", "x") + nodeWith(ints("axes", -1), "ReduceProd", "y", "e"),
        OnnxEdgeCases.filled(
            OnnxEdgeCases.shape(2, 1),
            at ->
                Math.exp(
                    sum(IntStream.range(0, 70).mapToDouble(k -> long70.at(at[0], k)).toArray()))));
  }

  private static void softmax(OnnxEdgeCases cases) {
    cases.add(
        "softmax_of_all_behind",
        12,
        X,
        nodeWith(integer("axis", 1), "Softmax", "y", "x"),
        OnnxEdgeCases.filled(
            X.shape(),
            at ->
                Math.exp(X.at(at))
                    / sum(
                        IntStream.range(0, 12)
                            .mapToDouble(k -> Math.exp(X.at(at[0], k / 4, k % 4)))
                            .toArray())));
    cases.add(
        "softmax_of_an_axis",
        13,
        X,
        nodeWith(integer("axis", 1), "Softmax", "y", "x"),
        OnnxEdgeCases.filled(
            X.shape(),
            at ->
                Math.exp(X.at(at))
                    / sum(
                        IntStream.range(0, 3)
                            .mapToDouble(k -> Math.exp(X.at(at[0], k, at[2])))
                            .toArray())));
    cases.add(
        "log_softmax_of_old_files",
        11,
        X,
        node("LogSoftmax", "y", "x"),
        OnnxEdgeCases.filled(
            X.shape(),
            at ->
                X.at(at)
                    - Math.log(
                        sum(
                            IntStream.range(0, 12)
                                .mapToDouble(k -> Math.exp(X.at(at[0], k / 4, k % 4)))
                                .toArray()))));
    cases.add(
        "log_softmax_of_the_last_axis",
        13,
        X,
        node("LogSoftmax", "y", "x"),
        OnnxEdgeCases.filled(
            X.shape(),
            at ->
                X.at(at)
                    - Math.log(
                        sum(
                            IntStream.range(0, 4)
                                .mapToDouble(k -> Math.exp(X.at(at[0], at[1], k)))
                                .toArray()))));
  }

  private static void shapes(OnnxEdgeCases cases) {
    Values ones = Values.input(1, 3, 1, 4);
    Values bare = Values.of(OnnxEdgeCases.shape(1, 3, 4), ones.elements());
    cases.add(
        "squeeze_by_attribute", 11, ones, nodeWith(ints("axes", -2), "Squeeze", "y", "x"), bare);
    cases.add(
        "squeeze_by_input",
        13,
        ones,
        integers("axes", -2) + node("Squeeze", "y", "x", "axes"),
        bare);
    cases.add(
        "squeeze_all",
        13,
        ones,
        node("Squeeze", "y", "x"),
        Values.of(OnnxEdgeCases.shape(3, 4), ones.elements()));
    Values wide = Values.of(OnnxEdgeCases.shape(2, 1, 3, 4, 1), X.elements());
    cases.add(
        "unsqueeze_by_attribute", 11, X, nodeWith(ints("axes", 1, 4), "Unsqueeze", "y", "x"), wide);
    cases.add(
        "unsqueeze_by_input",
        13,
        X,
        integers("axes", -1, 1) + node("Unsqueeze", "y", "x", "axes"),
        wide);
    cases.add(
        "flatten_from_the_end",
        13,
        X,
        nodeWith(integer("axis", -1), "Flatten", "y", "x"),
        Values.of(OnnxEdgeCases.shape(6, 4), X.elements()));
  }

  private static void places(OnnxEdgeCases cases) {
    cases.add(
        "smallest",
        11,
        X,
        integers("k", 2)
            + nodeWith(
                integer("axis", -2) + integer("largest", 0) + integer("sorted", 1),
                "TopK",
                "y,y1",
                "x",
                "k"),
        OnnxEdgeCases.filled(
            OnnxEdgeCases.shape(2, 2, 4), at -> X.at(at[0], order(at).get(at[1]), at[2])),
        OnnxEdgeCases.filled(OnnxEdgeCases.shape(2, 2, 4), at -> order(at).get(at[1])));
    Values ties = Values.of(OnnxEdgeCases.shape(2, 5), 3, 1, 3, 1, 2, -1, -1, -1, -2, -2);
    String last = integer("select_last_index", 1);
    cases.add(
        "first_largest", 12, ties, nodeWith(integer("axis", 1), "ArgMax", "y", "x"), column(0, 0));
    cases.add(
        "last_largest",
        12,
        ties,
        nodeWith(integer("axis", -1) + last, "ArgMax", "y", "x"),
        column(2, 2));
    cases.add(
        "last_smallest",
        12,
        ties,
        nodeWith(integer("axis", 1) + last, "ArgMin", "y", "x"),
        column(3, 4));
    Values halves =
        Values.of(
            OnnxEdgeCases.shape(1, 9),
            0.5,
            1.5,
            -0.5,
            -1.5,
            2.5,
            0.49999997,
            8388609,
            -8388609,
            -2.6);
    cases.add(
        "halves_to_even",
        11,
        halves,
        node("Round", "y", "x"),
        Values.of(OnnxEdgeCases.shape(1, 9), 0, 2, 0, -2, 2, 0, 8388609, -8388609, -3));
  }

  private static Values column(double... elements) {
    return Values.of(OnnxEdgeCases.shape(2, 1), elements);
  }

  /** The places along the middle axis, the smallest element's first. */
  private static List<Integer> order(int[] at) {
    List<Integer> order = new ArrayList<>(List.of(0, 1, 2));
    order.sort(Comparator.comparingDouble(k -> X.at(at[0], k, at[2])));
    return order;
  }
}
