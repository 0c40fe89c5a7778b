package dev.lathe.processor;

import static dev.lathe.processor.testing.OnnxText.decimal;
import static dev.lathe.processor.testing.OnnxText.decimals;
import static dev.lathe.processor.testing.OnnxText.floats;
import static dev.lathe.processor.testing.OnnxText.integer;
import static dev.lathe.processor.testing.OnnxText.integers;
import static dev.lathe.processor.testing.OnnxText.ints;
import static dev.lathe.processor.testing.OnnxText.node;
import static dev.lathe.processor.testing.OnnxText.nodeWith;
import static dev.lathe.processor.testing.OnnxText.text;
import static dev.lathe.processor.testing.OnnxText.typed;
import static dev.lathe.processor.testing.OnnxText.value;

/** Operands and attributes of other kinds than operators take. */
final class InvalidOperands {
  private static final int BOOL = 9;
  private static final int INT64 = 7;
  private static final int UINT8 = 2;
  private static final String X = value("input", "x", 1, 1, 4);

  private InvalidOperands() {}

  static void add(InvalidFiles files) {
    types(files);
    attributes(files);
    absent(files);
  }

  private static void types(InvalidFiles files) {
    String right = text("direction", "RIGHT");
    files.add(
        "shift_of_floats",
        11,
        "541 its input x holds float, and has to hold unsigned integers",
        X,
        floats("n", 1),
        nodeWith(right, "BitShift", "y", "x", "n"));
    files.add(
        "shift_of_truths",
        11,
        "541 its input x holds bool, and has to hold unsigned integers",
        typed("input", "x", BOOL, 1, 4),
        integers("n", BOOL, new int[] {1}, 1),
        nodeWith(right, "BitShift", "y", "x", "n"));
    files.add(
        "logic_of_floats",
        13,
        "541 its input x holds float, and has to hold bool",
        X,
        node("And", "y", "x", "x"));
    files.add(
        "not_of_floats",
        13,
        "541 its input x holds float, and has to hold bool",
        X,
        node("Not", "y", "x"));
    files.add(
        "sum_of_two_types",
        13,
        "541 its inputs x and n hold float and int64, and have to be of one type",
        X,
        integers("n", 3),
        node("Add", "y", "x", "n"));
    files.add(
        "choice_by_floats",
        13,
        "541 its input x holds float, and has to hold bool",
        X,
        node("Where", "y", "x", "x", "x"));
    files.add(
        "gather_by_floats",
        13,
        "541 its input n holds float, and has to hold int32 or int64",
        X,
        floats("n", 2),
        node("Gather", "y", "x", "n"));
    files.add(
        "elements_by_floats",
        13,
        "541 its input n holds float, and has to hold int32 or int64",
        X,
        floats("n", 1, 1, 2),
        node("GatherElements", "y", "x", "n"));
    files.add(
        "scatter_by_floats",
        16,
        "541 its input n holds float, and has to hold int32 or int64",
        X,
        floats("n", 1, 1, 2),
        node("ScatterElements", "y", "x", "n", "n"));
    files.add(
        "zero_point_of_floats",
        13,
        "541 its input z holds float, and has to hold int8 or uint8 or int16 or uint16 or int4 or"
            + " uint4 or floats of 8 bits",
        X,
        floats("s", new int[0], 0.5),
        floats("z", new int[0], 3),
        node("QuantizeLinear", "y", "x", "s", "z"));
    files.add(
        "weight_of_integers",
        13,
        "541 its input w holds int32, and has to hold floats",
        value("input", "x", 1, 1, 8, 8),
        integers("w", 6, new int[] {1, 1, 1, 1}, 3),
        node("Conv", "y", "x", "w"));
    files.add(
        "shape_of_floats",
        13,
        "541 its input n holds float, and has to hold int64",
        X,
        floats("n", 2),
        node("Reshape", "y", "x", "n"));
    files.add(
        "start_of_floats",
        13,
        "541 its input n holds float, and has to hold int32 or int64",
        X,
        floats("n", 1),
        node("Slice", "y", "x", "n", "n"));
    files.add(
        "root_of_integers",
        13,
        "541 its input x holds int64, and has to hold floats",
        typed("input", "x", INT64, 4),
        node("Sqrt", "y", "x"));
    files.add(
        "mean_of_truths",
        13,
        "541 its input x holds bool, and has to hold floats or int32 or int64 or uint32 or uint64",
        typed("input", "x", BOOL, 4),
        node("ReduceMean", "y", "x"));
    files.add(
        "product_of_bytes",
        13,
        "541 its input x holds uint8, and has to hold floats or int32 or int64 or uint32 or uint64",
        typed("input", "x", UINT8, 4, 4),
        node("MatMul", "y", "x", "x"));
    files.add(
        "texts",
        13,
        "508 x: a tensor of numbers",
        "input { name: \"x\" type { tensor_type { elem_type: 8 shape { dim { dim_value: 4 } } } }"
            + " }",
        node("Identity", "y", "x"));
    files.add(
        "condition_of_floats",
        13,
        "541 its input c holds float, and has to hold bool",
        X,
        floats("c", new int[0], 1),
        nodeWith("", "If", "y", "c"));
  }

  private static void attributes(InvalidFiles files) {
    files.add(
        "attribute_twice",
        13,
        "541 the attribute alpha is given twice",
        X,
        nodeWith(decimal("alpha", 0.1) + decimal("alpha", 0.2), "LeakyRelu", "y", "x"));
    files.add(
        "attribute_of_another_operator",
        13,
        "541 the attribute slope, of which the operator knows nothing: it has alpha,"
            + " consumed_inputs",
        X,
        nodeWith(decimal("slope", 0.1), "LeakyRelu", "y", "x"));
    files.add(
        "attribute_of_integers",
        13,
        "541 the attribute alpha holds an integer, and has to be a float",
        X,
        nodeWith(integer("alpha", 1), "LeakyRelu", "y", "x"));
    files.add(
        "attribute_of_floats",
        13,
        "541 the attribute perm holds floats, and has to be integers",
        X,
        nodeWith(decimals("perm", 1, 0), "Transpose", "y", "x"));
    files.add(
        "attribute_of_text",
        13,
        "541 the attribute axis holds a text, and has to be an integer",
        X,
        nodeWith(text("axis", "1"), "Softmax", "y", "x"));
    files.add(
        "attribute_of_many",
        13,
        "541 the attribute axis holds integers, and has to be an integer",
        X,
        nodeWith(ints("axis", 1, 2), "Softmax", "y", "x"));
    files.add(
        "attribute_not_a_number",
        13,
        "541 the attribute alpha is no number",
        X,
        nodeWith(decimal("alpha", Double.NaN), "Elu", "y", "x"));
    files.add(
        "function_without_such_input",
        13,
        "541 it has 2 inputs, and the operator takes 1",
        X,
        node("Relu", "y", "x", "x"));
  }

  private static void absent(InvalidFiles files) {
    files.add(
        "unknown_domain",
        13,
        "503 n: com.acme",
        X,
        "node { op_type: \"Gelu\" domain: \"com.acme\" name: \"n\" input: \"x\" output: \"y\" }");
    files.add("unknown_operator", 13, "503 ", X, node("Gloo", "y", "x"));
    files.add(
        "opset_99", 99, "502 the file: opset 99; known are 1 to 27", X, node("Relu", "y", "x"));
    files.addFile(
        "no_opset",
        "502 the file: opsets of [com.acme], and not of ONNX's own operators, which its nodes are"
            + " of",
        "opset_import { domain: \"com.acme\" version: 1 } graph { "
            + X
            + node("Relu", "y", "x")
            + "output { name: \"y\" } }");
    files.add("opset_0", 0, "502 the file: opset 0; known are 1 to 27", X, node("Relu", "y", "x"));
    files.add("no_operands", 13, "540 input number 1", X, node("Relu", "y"));
    files.add(
        "no_outputs_of_node",
        13,
        "541 n: it has no outputs",
        X,
        "node { op_type: \"Relu\" name: \"n\" input: \"x\" }",
        node("Relu", "y", "x"));
    files.add(
        "no_output_of_split",
        13,
        "541 n: it has no outputs",
        X,
        "node { op_type: \"Split\" name: \"n\" input: \"x\" }",
        node("Relu", "y", "x"));
  }
}
