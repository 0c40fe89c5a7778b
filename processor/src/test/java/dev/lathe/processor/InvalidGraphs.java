package dev.lathe.processor;

import static dev.lathe.processor.testing.OnnxText.floats;
import static dev.lathe.processor.testing.OnnxText.node;
import static dev.lathe.processor.testing.OnnxText.typed;
import static dev.lathe.processor.testing.OnnxText.value;

/** Nodes and names that are no graph. */
final class InvalidGraphs {
  private InvalidGraphs() {}

  static void add(InvalidFiles files) {
    InvalidTable x = files.at(13).of(1, 4);
    names(x);
    order(x);
    extents(files.at(13));
    declarations(x);
  }

  private static void names(InvalidTable x) {
    x.graph("two_nodes_one_name", node("Relu", "y", "x"), node("Tanh", "y", "x"))
        .gets("542 the nodes y (Relu) and y (Tanh) both give it");
    x.graph(
            "node_gives_initializer",
            floats("w", 4),
            node("Relu", "w", "x"),
            node("Add", "y", "x", "w"))
        .gets("542 w: the node w (Relu) gives it, and it is an input or initializer already");
    x.graph("node_gives_input", node("Relu", "x", "x"), node("Tanh", "y", "x"))
        .gets("542 x: the node x (Relu) gives it, and it is an input or initializer already");
    x.graph("inputs_of_one_name", value("input", "x", 1, 4), node("Relu", "y", "x"))
        .gets("542 x: the input is declared more than once");
    x.graph("initializers_of_one_name", floats("w", 4), floats("w", 1), node("Add", "y", "x", "w"))
        .gets("542 w: the initializer is declared more than once");
    x.graph("outputs_of_one_name", node("Relu", "y", "x"), "output { name: \"y\" }")
        .gets("542 the output is declared more than once");
    x.whole("no_outputs", node("Relu", "y", "x"))
        .gets("542 g: it has no outputs, and so computes nothing");
    x.graph("output_without_node", node("Relu", "z", "x")).gets("509 a node that computes it");
    x.node("input_without_node", "Add", "z").gets("509 its input z, which nothing gives");
    x.graph("unwilling_operator", node("Relu", "z,w", "x"), node("Tanh", "y", "w"))
        .gets("509 its input w, which the operator of z (Relu) does not give");
  }

  private static void order(InvalidTable x) {
    x.graph(
            "cycle",
            node("Add", "a", "x", "c"),
            node("Relu", "b", "a"),
            node("Tanh", "c", "b"),
            node("Relu", "y", "c"))
        .gets("542 b: the nodes b (Relu), c (Tanh), a (Add) need each other's values, a cycle");
    x.node("own_value", "Add", "y").gets("542 the node y (Add) reads its own value");
    x.graph(
            "two_cycles",
            node("Add", "a", "x", "b"),
            node("Relu", "b", "a"),
            node("Add", "c", "b", "d"),
            node("Relu", "d", "c"),
            node("Relu", "y", "d"))
        .gets(
            "542 b: the nodes b (Relu), a (Add) need each other's values, a cycle",
            "542 d: the nodes d (Relu), c (Add) need each other's values, a cycle");
    x.graph("late_node", node("Relu", "y", "z"), node("Tanh", "z", "x"))
        .gets("542 z: the node y (Relu) reads it before the node z (Tanh) gives it");
  }

  private static void extents(InvalidTable none) {
    none.with(negative("input", "x"))
        .node("negative_input", "Relu")
        .gets("542 x: it has the extent -4");
    none.of(1, 4)
        .whole("negative_output", node("Relu", "y", "x"), negative("output", "y"))
        .gets("542 it has the extent -4");
    none.of(1, 0, 8, 8)
        .node("empty_input", "Conv", floats("w", 2, 0, 3, 3))
        .gets("541 a weight 2x0x3x3");
  }

  private static String negative(String field, String name) {
    return value(field, name, 4).replace("dim_value: 4", "dim_value: -4");
  }

  private static void declarations(InvalidTable x) {
    x.whole("output_of_other_shape", node("Relu", "y", "x"), value("output", "y", 1, 5))
        .gets("542 it is declared as 1x5, and its node gives 1x4");
    x.whole("output_of_other_rank", node("Relu", "y", "x"), value("output", "y", 4))
        .gets("542 it is declared as 4, and its node gives 1x4");
    x.whole("output_of_other_type", node("Relu", "y", "x"), typed("output", "y", 7, 1, 4))
        .gets("542 it is declared as int64, and its node gives float");
    x.graph(
            "value_of_other_shape",
            node("Relu", "z", "x"),
            node("Tanh", "y", "z"),
            value("value_info", "z", 1, 5))
        .gets("542 z: it is declared as 1x5, and its node gives 1x4");
  }
}
