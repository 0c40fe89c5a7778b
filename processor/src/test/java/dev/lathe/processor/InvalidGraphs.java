package dev.lathe.processor;

import static dev.lathe.processor.testing.OnnxText.floats;
import static dev.lathe.processor.testing.OnnxText.node;
import static dev.lathe.processor.testing.OnnxText.typed;
import static dev.lathe.processor.testing.OnnxText.value;

import java.util.List;

/** Nodes and names that are no graph. */
final class InvalidGraphs {
  private static final String X = value("input", "x", 1, 4);
  private static final String Y = "output { name: \"y\" }";

  private InvalidGraphs() {}

  static void add(InvalidFiles files) {
    names(files);
    order(files);
    extents(files);
  }

  private static void names(InvalidFiles files) {
    files.add(
        "two_nodes_one_name",
        13,
        "542 the nodes y (Relu) and y (Tanh) both give it",
        X,
        node("Relu", "y", "x"),
        node("Tanh", "y", "x"));
    files.add(
        "node_gives_initializer",
        13,
        "542 w: the node w (Relu) gives it, and it is an input or initializer already",
        X,
        floats("w", 4),
        node("Relu", "w", "x"),
        node("Add", "y", "x", "w"));
    files.add(
        "node_gives_input",
        13,
        "542 x: the node x (Relu) gives it, and it is an input or initializer already",
        X,
        node("Relu", "x", "x"),
        node("Tanh", "y", "x"));
    files.add(
        "inputs_of_one_name",
        13,
        "542 x: the input is declared more than once",
        X,
        X,
        node("Relu", "y", "x"));
    files.add(
        "initializers_of_one_name",
        13,
        "542 w: the initializer is declared more than once",
        X,
        floats("w", 4),
        floats("w", 1),
        node("Add", "y", "x", "w"));
    files.addWhole(
        "outputs_of_one_name",
        13,
        List.of("542 the output is declared more than once"),
        X + node("Relu", "y", "x") + Y + Y);
    files.addWhole(
        "no_outputs",
        13,
        List.of("542 g: it has no outputs, and so computes nothing"),
        X + node("Relu", "y", "x"));
    files.add("output_without_node", 13, "509 a node that computes it", X, node("Relu", "z", "x"));
    files.add(
        "input_without_node",
        13,
        "509 its input z, which nothing gives",
        X,
        node("Add", "y", "x", "z"));
    files.add(
        "unwilling_operator",
        13,
        "509 its input w, which the operator of z (Relu) does not give",
        X,
        node("Relu", "z,w", "x"),
        node("Tanh", "y", "w"));
  }

  private static void order(InvalidFiles files) {
    files.add(
        "cycle",
        13,
        "542 b: the nodes b (Relu), c (Tanh), a (Add) need each other's values, a cycle",
        X,
        node("Add", "a", "x", "c"),
        node("Relu", "b", "a"),
        node("Tanh", "c", "b"),
        node("Relu", "y", "c"));
    files.add(
        "own_value", 13, "542 the node y (Add) reads its own value", X, node("Add", "y", "x", "y"));
    files.addWhole(
        "two_cycles",
        13,
        List.of(
            "542 b: the nodes b (Relu), a (Add) need each other's values, a cycle",
            "542 d: the nodes d (Relu), c (Add) need each other's values, a cycle"),
        X
            + node("Add", "a", "x", "b")
            + node("Relu", "b", "a")
            + node("Add", "c", "b", "d")
            + node("Relu", "d", "c")
            + node("Relu", "y", "d")
            + Y);
    files.add(
        "late_node",
        13,
        "542 z: the node y (Relu) reads it before the node z (Tanh) gives it",
        X,
        node("Relu", "y", "z"),
        node("Tanh", "z", "x"));
  }

  private static void extents(InvalidFiles files) {
    files.add(
        "negative_input",
        13,
        "542 x: it has the extent -4",
        "input { name: \"x\" type { tensor_type { elem_type: 1 shape { dim { dim_value: -4 } } } }"
            + " }",
        node("Relu", "y", "x"));
    files.addWhole(
        "negative_output",
        13,
        List.of("542 it has the extent -4"),
        X
            + node("Relu", "y", "x")
            + "output { name: \"y\" type { tensor_type { elem_type: 1 shape { dim { dim_value: -4 }"
            + " } } } }");
    files.add(
        "empty_input",
        13,
        "541 a weight 2x0x3x3",
        value("input", "x", 1, 0, 8, 8),
        floats("w", 2, 0, 3, 3),
        node("Conv", "y", "x", "w"));
    files.addWhole(
        "output_of_other_shape",
        13,
        List.of("542 it is declared as 1x5, and its node gives 1x4"),
        X + node("Relu", "y", "x") + value("output", "y", 1, 5));
    files.addWhole(
        "output_of_other_rank",
        13,
        List.of("542 it is declared as 4, and its node gives 1x4"),
        X + node("Relu", "y", "x") + value("output", "y", 4));
    files.addWhole(
        "output_of_other_type",
        13,
        List.of("542 it is declared as int64, and its node gives float"),
        X + node("Relu", "y", "x") + typed("output", "y", 7, 1, 4));
    files.addWhole(
        "value_of_other_shape",
        13,
        List.of("542 z: it is declared as 1x5, and its node gives 1x4"),
        X + node("Relu", "z", "x") + node("Tanh", "y", "z") + value("value_info", "z", 1, 5) + Y);
  }
}
