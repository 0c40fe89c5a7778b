package dev.lathe.processor;

import static dev.lathe.processor.testing.OnnxText.decimal;
import static dev.lathe.processor.testing.OnnxText.decimals;
import static dev.lathe.processor.testing.OnnxText.floats;
import static dev.lathe.processor.testing.OnnxText.integer;
import static dev.lathe.processor.testing.OnnxText.integers;
import static dev.lathe.processor.testing.OnnxText.ints;
import static dev.lathe.processor.testing.OnnxText.node;
import static dev.lathe.processor.testing.OnnxText.nodeWith;
import static dev.lathe.processor.testing.OnnxText.scalar;
import static dev.lathe.processor.testing.OnnxText.text;
import static dev.lathe.processor.testing.OnnxText.value;

/** Operands and attributes of other kinds than operators take. */
final class InvalidOperands {
  private static final int BOOL = 9;
  private static final int INT32 = 6;
  private static final int INT64 = 7;
  private static final int TEXT = 8;
  private static final int UINT8 = 2;

  private InvalidOperands() {}

  static void add(InvalidFiles files) {
    InvalidTable x = files.at(13).of(1, 1, 4);
    types(x);
    attributes(x);
    absent(x);
    opsets(files);
  }

  private static void types(InvalidTable x) {
    String right = text("direction", "RIGHT");
    x.at(11)
        .node("shift_of_floats", "BitShift", right, floats("n", 1))
        .gets("541 its input x holds float, and has to hold unsigned integers");
    x.at(11)
        .ofType(BOOL, 1, 4)
        .node("shift_of_truths", "BitShift", right, integers("n", BOOL, new int[] {1}, 1))
        .gets("541 its input x holds bool, and has to hold unsigned integers");
    x.node("logic_of_floats", "And", "x").gets("541 its input x holds float, and has to hold bool");
    x.node("not_of_floats", "Not").gets("541 its input x holds float, and has to hold bool");
    x.node("sum_of_two_types", "Add", integers("n", 3))
        .gets("541 its inputs x and n hold float and int64, and have to be of one type");
    x.node("choice_by_floats", "Where", "x", "x")
        .gets("541 its input x holds float, and has to hold bool");
    x.node("gather_by_floats", "Gather", floats("n", 2))
        .gets("541 its input n holds float, and has to hold int32 or int64");
    x.node("elements_by_floats", "GatherElements", floats("n", 1, 1, 2))
        .gets("541 its input n holds float, and has to hold int32 or int64");
    x.at(16)
        .node("scatter_by_floats", "ScatterElements", floats("n", 1, 1, 2), "n")
        .gets("541 its input n holds float, and has to hold int32 or int64");
    x.node("zero_point_of_floats", "QuantizeLinear", scalar("s", 0.5), scalar("z", 3))
        .gets(
            "541 its input z holds float, and has to hold int8 or uint8 or int16 or uint16 or int4"
                + " or uint4 or floats of 8 bits");
    x.of(1, 1, 8, 8)
        .node("weight_of_integers", "Conv", integers("w", INT32, new int[] {1, 1, 1, 1}, 3))
        .gets("541 its input w holds int32, and has to hold floats");
    x.node("shape_of_floats", "Reshape", floats("n", 2))
        .gets("541 its input n holds float, and has to hold int64");
    x.node("start_of_floats", "Slice", floats("n", 1), "n")
        .gets("541 its input n holds float, and has to hold int32 or int64");
    x.ofType(INT64, 4)
        .node("root_of_integers", "Sqrt")
        .gets("541 its input x holds int64, and has to hold floats");
    x.ofType(BOOL, 4)
        .node("mean_of_truths", "ReduceMean")
        .gets(
            "541 its input x holds bool, and has to hold floats or int32 or int64 or uint32 or"
                + " uint64");
    x.ofType(UINT8, 4, 4)
        .node("product_of_bytes", "MatMul", "x")
        .gets(
            "541 its input x holds uint8, and has to hold floats or int32 or int64 or uint32 or"
                + " uint64");
    x.ofType(TEXT, 4).node("texts", "Identity").gets("508 x: a tensor of numbers");
    x.graph("condition_of_floats", scalar("c", 1), nodeWith("", "If", "y", "c"))
        .gets("541 its input c holds float, and has to hold bool");
  }

  private static void attributes(InvalidTable x) {
    x.node("attribute_twice", "LeakyRelu", decimal("alpha", 0.1), decimal("alpha", 0.2))
        .gets("541 the attribute alpha is given twice");
    x.node("attribute_of_another_operator", "LeakyRelu", decimal("slope", 0.1))
        .gets(
            "541 the attribute slope, of which the operator knows nothing: it has alpha,"
                + " consumed_inputs");
    x.node("attribute_of_integers", "LeakyRelu", integer("alpha", 1))
        .gets("541 the attribute alpha holds an integer, and has to be a float");
    x.node("attribute_of_floats", "Transpose", decimals("perm", 1, 0))
        .gets("541 the attribute perm holds floats, and has to be integers");
    x.node("attribute_of_text", "Softmax", text("axis", "1"))
        .gets("541 the attribute axis holds a text, and has to be an integer");
    x.node("attribute_of_many", "Softmax", ints("axis", 1, 2))
        .gets("541 the attribute axis holds integers, and has to be an integer");
    x.node("attribute_not_a_number", "Elu", decimal("alpha", Double.NaN))
        .gets("541 the attribute alpha is no number");
    x.node("function_without_such_input", "Relu", "x")
        .gets("541 it has 2 inputs, and the operator takes 1");
  }

  private static void absent(InvalidTable x) {
    x.graph(
            "unknown_domain",
            "node { op_type: \"Gelu\" domain: \"com.acme\" name: \"n\" input: \"x\" output: \"y\""
                + " }")
        .gets("503 n: com.acme");
    x.node("unknown_operator", "Gloo").gets("503 ");
    x.graph("no_operands", node("Relu", "y")).gets("540 input number 1");
    x.graph(
            "no_outputs_of_node",
            "node { op_type: \"Relu\" name: \"n\" input: \"x\" }",
            node("Relu", "y", "x"))
        .gets("541 n: it has no outputs");
    x.graph(
            "no_output_of_split",
            "node { op_type: \"Split\" name: \"n\" input: \"x\" }",
            node("Relu", "y", "x"))
        .gets("541 n: it has no outputs");
  }

  private static void opsets(InvalidFiles files) {
    for (int opset : new int[] {0, 99}) {
      files
          .at(opset)
          .of(1, 1, 4)
          .node("opset_" + opset, "Relu")
          .gets("502 the file: opset " + opset + "; known are 1 to 27");
    }
    files
        .file(
            "no_opset",
            "opset_import { domain: \"com.acme\" version: 1 } graph { "
                + value("input", "x", 1, 1, 4)
                + node("Relu", "y", "x")
                + "output { name: \"y\" } }")
        .gets(
            "502 the file: opsets of [com.acme], and not of ONNX's own operators, which its nodes"
                + " are of");
  }
}
