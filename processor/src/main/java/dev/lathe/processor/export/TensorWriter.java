package dev.lathe.processor.export;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.network.Functions;
import dev.lathe.processor.onnx.ElementType;
import dev.lathe.processor.onnx.OnnxAttribute;
import dev.lathe.processor.onnx.OnnxTensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Operations of the graph that stand for themselves. */
final class TensorWriter {
  private static final int INT64 = 7;
  private static final int FLOAT = 1;

  private final Sheet sheet;
  private final Values values;
  private final Node node;
  private final List<Node> operands;

  TensorWriter(Sheet sheet, Values values, Node node, List<Node> operands) {
    this.sheet = sheet;
    this.values = values;
    this.node = node;
    this.operands = List.copyOf(operands);
  }

  void write() {
    switch (node.operation()) {
      case Operation.MaxPool _, Operation.AveragePool _, Operation.SmoothPool _ ->
          hold(new PoolWriter(sheet, node, x().shape(), values.batched(x())).write());
      case Operation.Softmax() -> alongChannels("Softmax");
      case Operation.LogSoftmax() -> alongChannels("LogSoftmax");
      case Operation.Add() ->
          hold(add("Add", List.of(values.batched(x()), values.batched(operands.get(1)))));
      case Operation.AddBias() -> addBias();
      case Operation.Pointwise(Formula formula) -> hold(pointwise(formula));
      case Operation.Reduce(Reduction reduction, List<Integer> axes) ->
          hold(reduced(reduction, axes));
      case Operation.Reindex(Relocation relocation) ->
          hold(new MovementWriter(sheet, node, relocation, x().shape()).write(values.batched(x())));
      case Operation.Reshape() -> reshape();
      case Operation.Concatenate(int axis) ->
          hold(
              add(
                  "Concat",
                  operands.stream().map(values::batched).toList(),
                  OnnxAttribute.of("axis", axis + 1)));
      case Operation.Lookup _ -> hold(rows());
      case Operation.KeptPlaces(int count) -> hold(places(count));
      case Operation.Gather() ->
          hold(
              add(
                  "GatherElements",
                  List.of(values.batched(x()), whole(operands.get(1))),
                  OnnxAttribute.of("axis", -1)));
      case Operation.Scatter(boolean adds) -> hold(scattered(adds));
      default ->
          throw new UnsayableException(
              "the operation " + node.operation().getClass().getSimpleName());
    }
  }

  private Node x() {
    return operands.getFirst();
  }

  private void hold(String name) {
    values.hold(node, name, node.shape());
  }

  private String add(String type, List<String> inputs, OnnxAttribute... attributes) {
    return sheet.add(sheet.name(node.name()), type, inputs, attributes);
  }

  private String step(
      String ending, String type, List<String> inputs, OnnxAttribute... attributes) {
    return sheet.add(sheet.name(node.name() + "." + ending), type, inputs, attributes);
  }

  /** A vector of scores stays one. */
  private void alongChannels(String type) {
    Values.Held x = values.any(x());
    boolean whole = x.shape().channels() == node.shape().channels();
    String name = whole ? x.name() : values.batched(x());
    values.hold(
        node,
        add(type, List.of(name), OnnxAttribute.of("axis", 1)),
        whole ? x.shape() : node.shape());
  }

  private void addBias() {
    Node bias = operands.get(1);
    Shape shape = bias.shape();
    if (shape.rank() == 1) {
      List<Integer> extents = new ArrayList<>(shape.extents());
      extents.addAll(Collections.nCopies(node.shape().spatialRank(), 1));
      shape = new Shape(extents);
    }
    String summand =
        values.isKnown(bias)
            ? values.stored(bias.name(), shape, values.elements(bias))
            : values.as(bias, shape);
    hold(add("Add", List.of(values.batched(x()), summand)));
  }

  private String pointwise(Formula formula) {
    int rank = node.shape().rank();
    List<String> names = operands.stream().map(operand -> values.broadcast(operand, rank)).toList();
    if (formula.equals(Functions.parametricRelu()) && values.isKnown(operands.get(1))) {
      return add("PRelu", names);
    }
    return new FormulaWriter(sheet, node.name(), names).write(formula);
  }

  private String reduced(Reduction reduction, List<Integer> axes) {
    Shape map = x().shape();
    boolean spatial = map.rank() > 1 && axes.equals(Relocation.range(1, map.rank()));
    if (spatial && reduction == Reduction.MEAN) {
      return add("GlobalAveragePool", List.of(values.batched(x())));
    }
    if (spatial && reduction == Reduction.MAXIMUM) {
      return add("GlobalMaxPool", List.of(values.batched(x())));
    }
    List<Integer> own = axes.stream().map(axis -> axis + 1).toList();
    OnnxAttribute keeps = OnnxAttribute.of("keepdims", 1);
    if (reduction == Reduction.SUM) {
      String list = sheet.numbers(own.stream().map(Integer::longValue).toList());
      return add("ReduceSum", List.of(values.batched(x()), list), keeps);
    }
    String type =
        switch (reduction) {
          case MEAN -> "ReduceMean";
          case MAXIMUM -> "ReduceMax";
          default -> "ReduceMin";
        };
    return add(type, List.of(values.batched(x())), OnnxAttribute.ints("axes", own), keeps);
  }

  private void reshape() {
    Values.Held x = values.any(x());
    String name =
        x.shape().equals(node.shape())
            ? x.name()
            : values.reshape(sheet.name(node.name()), x, node.shape());
    hold(name);
  }

  /** The rows of a table, whose axis goes in front of the positions. */
  private String rows() {
    Node numbers = x();
    Node table = operands.get(1);
    if (!values.isKnown(table)) {
      throw new UnsayableException("a table that is computed");
    }
    // Numbers may have an axis of one channel, whose place the rows' elements take.
    Shape positions = new Shape(node.shape().extents().subList(1, node.shape().rank()));
    String indices = whole(numbers);
    if (!numbers.shape().equals(positions)) {
      indices =
          step("positions", "Reshape", List.of(indices, sheet.numbers(Values.shape(positions))));
    }
    String stored = values.stored(table.name(), table.shape(), values.elements(table));
    String rows = step("rows", "Gather", List.of(stored, indices), OnnxAttribute.of("axis", 0));
    List<Integer> order = new ArrayList<>(List.of(0, positions.rank() + 1));
    IntStream.rangeClosed(1, positions.rank()).forEach(order::add);
    return add("Transpose", List.of(rows), OnnxAttribute.ints("perm", order));
  }

  /** Whole numbers as such. */
  private String whole(Node numbers) {
    String name = values.batched(numbers);
    return values.isWhole(numbers)
        ? name
        : step("numbers", "Cast", List.of(name), OnnxAttribute.of("to", INT64));
  }

  /** The numbers of the largest elements of each row, in ascending order. */
  static String largest(Sheet sheet, String name, String x, int count) {
    String most = sheet.numbers(List.of((long) count));
    String ranked = sheet.name(name + ".ranked");
    sheet.add(
        List.of(sheet.name(name + ".largest"), ranked),
        "TopK",
        List.of(x, most),
        OnnxAttribute.of("axis", -1));
    String sorted = sheet.name(name + ".sorted");
    sheet.add(
        List.of(sorted, sheet.name(name + ".order")),
        "TopK",
        List.of(ranked, most),
        OnnxAttribute.of("axis", -1),
        OnnxAttribute.of("largest", 0));
    return sorted;
  }

  private String places(int count) {
    String x = values.batched(x());
    String sorted = largest(sheet, node.name(), x, count);
    float[] order = new float[count];
    for (int k = 0; k < count; k++) {
      order[k] = k;
    }
    String numbers = sheet.floats(node.name() + ".numbers", Shape.of(count), order);
    String shape = step("shape", "Shape", List.of(sorted));
    String updates = step("updates", "Expand", List.of(numbers, shape));
    String all = step("all", "Shape", List.of(x));
    String beyond =
        step(
            "beyond",
            "ConstantOfShape",
            List.of(all),
            OnnxAttribute.of("value", OnnxTensor.of("", Shape.of(1), (float) count)));
    return add("ScatterElements", List.of(beyond, sorted, updates), OnnxAttribute.of("axis", -1));
  }

  private String scattered(boolean adds) {
    String x = values.batched(x());
    String all = step("all", "Shape", List.of(x), OnnxAttribute.of("end", 1));
    List<Long> extents = node.shape().extents().stream().map(Integer::longValue).toList();
    String shape =
        step("shape", "Concat", List.of(all, sheet.numbers(extents)), OnnxAttribute.of("axis", 0));
    String zeros =
        step(
            "zeros",
            "ConstantOfShape",
            List.of(shape),
            OnnxAttribute.of("value", OnnxTensor.of("", Shape.of(1), 0f)));
    return add(
        "ScatterElements",
        List.of(zeros, whole(operands.get(1)), x),
        OnnxAttribute.of("axis", -1),
        OnnxAttribute.of("reduction", adds ? "add" : "none"));
  }

  /** Whole numbers as the floats that the graph computes with. */
  static String floats(Sheet sheet, String name, String whole) {
    return sheet.add(
        sheet.name(name + ".floats"), "Cast", List.of(whole), OnnxAttribute.of("to", FLOAT));
  }

  /** The type of an input. */
  static ElementType type(boolean whole) {
    return whole ? ElementType.INT64 : ElementType.FLOAT;
  }
}
