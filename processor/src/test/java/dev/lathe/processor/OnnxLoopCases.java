package dev.lathe.processor;

import static dev.lathe.processor.testing.OnnxText.integer;
import static dev.lathe.processor.testing.OnnxText.integers;
import static dev.lathe.processor.testing.OnnxText.ints;
import static dev.lathe.processor.testing.OnnxText.node;
import static dev.lathe.processor.testing.OnnxText.nodeWith;

import dev.lathe.processor.OnnxEdgeCases.Values;
import java.util.stream.IntStream;

/** Loops that are written out, and sequences of values whose length is known. */
final class OnnxLoopCases {
  private static final Values X = Values.input(2, 3, 4);

  private OnnxLoopCases() {}

  static void add(OnnxEdgeCases cases) {
    loops(cases);
    scans(cases);
    sequences(cases);
  }

  /** A body's field: its nodes, and the names of its inputs and outputs. */
  private static String body(String nodes, String inputs, String outputs) {
    StringBuilder graph = new StringBuilder("attribute { name: \"body\" type: 5 g { name: \"b\" ");
    graph.append(nodes);
    for (String input : inputs.split(",")) {
      graph.append("input { name: \"").append(input).append("\" } ");
    }
    for (String output : outputs.split(",")) {
      graph.append("output { name: \"").append(output).append("\" } ");
    }
    return graph + "} } ";
  }

  private static Values each(int[] shape, OnnxEdgeCases.Cell cell) {
    return OnnxEdgeCases.filled(shape, cell);
  }

  private static void loops(OnnxEdgeCases cases) {
    String counted =
        nodeWith(integer("to", 1), "Cast", "n", "trip")
            + node("Add", "s1", "s", "n")
            + node("Mul", "o", "s1", "x")
            + node("Identity", "c1", "c");
    cases.add(
        "loop_of_known_trips",
        11,
        X,
        integers("trips", 4)
            + nodeWith(body(counted, "trip,c,s", "c1,s1,o"), "Loop", "y,y1", "trips", "", "x"),
        each(X.shape(), at -> X.at(at) + 6),
        each(
            OnnxEdgeCases.shape(4, 2, 3, 4),
            at -> {
              double x = X.at(at[1], at[2], at[3]);
              return x * (x + at[0] * (at[0] + 1) / 2.0);
            }));
    String until =
        node("Mul", "s1", "s", "s")
            + integers("three", 3)
            + node("Add", "k1", "k", "one")
            + node("Less", "c1", "k1", "three");
    cases.add(
        "loop_until_a_known_condition",
        16,
        X,
        integers("one", 1)
            + integers("start", 0)
            + nodeWith(body(until, "trip,c,k,s", "c1,k1,s1"), "Loop", "k9,y", "", "", "start", "x"),
        each(X.shape(), at -> Math.pow(X.at(at), 8)));
    cases.add(
        "loop_that_never_runs",
        13,
        X,
        integers("trips", 0)
            + nodeWith(body(counted, "trip,c,s", "c1,s1,o"), "Loop", "s9,o9", "trips", "", "x")
            + node("Neg", "y", "s9"),
        each(X.shape(), at -> -X.at(at)));
  }

  private static void scans(OnnxEdgeCases cases) {
    String half =
        "initializer { name: \"half\" data_type: 1 float_data: 0.5 } "
            + node("Mul", "h", "s", "half")
            + node("Add", "s1", "h", "e")
            + node("Neg", "o", "s1");
    String zeros =
        "initializer { name: \"zeros\" data_type: 1 dims: 2 dims: 4 "
            + "float_data: 0 ".repeat(8)
            + "}\n";
    cases.add(
        "scan_backwards_along_an_axis",
        11,
        X,
        zeros
            + nodeWith(
                body(half, "s,e", "s1,o")
                    + integer("num_scan_inputs", 1)
                    + ints("scan_input_axes", -2)
                    + ints("scan_input_directions", 1)
                    + ints("scan_output_axes", -1)
                    + ints("scan_output_directions", 1),
                "Scan",
                "y,y1",
                "zeros",
                "x"),
        each(OnnxEdgeCases.shape(2, 4), at -> decayed(at[0], at[1], 0)),
        each(OnnxEdgeCases.shape(2, 4, 3), at -> -decayed(at[0], at[1], at[2])));
    cases.add(
        "scan_of_a_batch_of_other_lengths",
        8,
        X,
        zeros
            + integers("lengths", 3, 2)
            + nodeWith(
                body(half, "s,e", "s1,o") + integer("num_scan_inputs", 1),
                "Scan",
                "y,y1",
                "lengths",
                "zeros",
                "x"),
        each(OnnxEdgeCases.shape(2, 4), at -> forward(at[0], at[1], at[0] == 0 ? 2 : 1)),
        each(X.shape(), at -> at[0] == 1 && at[1] == 2 ? 0 : -forward(at[0], at[2], at[1])));
  }

  /** What the rows from the last one back to a row leave. */
  private static double decayed(int map, int column, int row) {
    return IntStream.range(row, 3)
        .mapToDouble(r -> Math.pow(0.5, r - row) * X.at(map, r, column))
        .sum();
  }

  private static double forward(int map, int column, int row) {
    return IntStream.rangeClosed(0, row)
        .mapToDouble(r -> Math.pow(0.5, row - r) * X.at(map, r, column))
        .sum();
  }

  private static void sequences(OnnxEdgeCases cases) {
    cases.add(
        "parts_in_another_order",
        13,
        X,
        integers("sizes", 1, 3)
            + "initializer { name: \"last\" data_type: 7 int64_data: -1 } "
            + "initializer { name: \"first\" data_type: 7 int64_data: 0 } "
            + nodeWith(integer("axis", -1), "SplitToSequence", "parts", "x", "sizes")
            + node("SequenceAt", "part", "parts", "last")
            + node("SequenceErase", "fewer", "parts")
            + node("SequenceInsert", "more", "fewer", "part", "first")
            + nodeWith(integer("axis", 2), "ConcatFromSequence", "y", "more")
            + node("SequenceLength", "y1", "more"),
        each(X.shape(), at -> X.at(at[0], at[1], (at[2] + 1) % 4)),
        Values.of(new int[0], 2));
    cases.add(
        "rows_on_top_of_each_other",
        13,
        X,
        nodeWith(integer("axis", 1) + integer("keepdims", 0), "SplitToSequence", "rows", "x")
            + nodeWith(
                integer("axis", -1) + integer("new_axis", 1), "ConcatFromSequence", "y", "rows"),
        each(OnnxEdgeCases.shape(2, 4, 3), at -> X.at(at[0], at[2], at[1])));
    String square = node("Mul", "o", "e", "e") + node("Shape", "n", "e");
    cases.add(
        "a_body_for_each_value",
        17,
        X,
        node("Exp", "f", "x")
            + node("SequenceConstruct", "both", "x", "f")
            + nodeWith(body(square, "e", "o,n"), "SequenceMap", "squares,shapes", "both")
            + nodeWith(integer("axis", 0), "ConcatFromSequence", "y", "squares")
            + nodeWith(integer("axis", 0), "ConcatFromSequence", "y1", "shapes"),
        each(
            OnnxEdgeCases.shape(4, 3, 4),
            at -> {
              double x = X.at(at[0] % 2, at[1], at[2]);
              return at[0] < 2 ? x * x : Math.exp(2 * x);
            }),
        Values.of(OnnxEdgeCases.shape(6), 2, 3, 4, 2, 3, 4));
  }
}
