package dev.lathe.processor.export;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.onnx.ElementType;
import dev.lathe.processor.onnx.OnnxAttribute;
import dev.lathe.processor.onnx.OnnxGraph;
import dev.lathe.processor.onnx.OnnxModel;
import dev.lathe.processor.onnx.OnnxNode;
import dev.lathe.processor.onnx.OnnxTensor;
import dev.lathe.processor.onnx.OnnxValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A file in the making: nodes and stored tensors under names of which none is given twice. */
final class Sheet {
  /** The last opset whose reductions have their axes as attributes, known to all tools of today. */
  private static final long OPSET = 17;

  /** Of the same year. */
  private static final long IR_VERSION = 8;

  private final List<OnnxNode> nodes = new ArrayList<>();
  private final List<OnnxTensor> tensors = new ArrayList<>();
  private final Map<String, String> figures = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  /** A name that is still free, as near to the wanted one as can be. */
  String name(String wanted) {
    String name = wanted;
    for (int suffix = 2; !names.add(name); suffix++) {
      name = wanted + "_" + suffix;
    }
    return name;
  }

  /**
   * Adds a node with one output.
   *
   * @param output a name that {@link #name} has given
   * @param inputs names; "" for one that is left out
   * @return {@code output}
   */
  String add(String output, String type, List<String> inputs, OnnxAttribute... attributes) {
    add(List.of(output), type, inputs, attributes);
    return output;
  }

  /** Adds a node with several outputs. */
  void add(List<String> outputs, String type, List<String> inputs, OnnxAttribute... attributes) {
    nodes.add(new OnnxNode(outputs.getFirst(), "", type, inputs, outputs, List.of(attributes)));
  }

  /** Stores a tensor of floats. */
  String floats(String wanted, Shape shape, float... elements) {
    String name = name(wanted);
    tensors.add(OnnxTensor.of(name, shape, elements));
    return name;
  }

  /** A number; equal ones are one. */
  String figure(double value) {
    return figures.computeIfAbsent(
        "figure " + value,
        _ -> floats("figure." + Float.toString((float) value), Shape.of(), (float) value));
  }

  /** A list of whole numbers; equal ones are one. */
  String numbers(List<Long> numbers) {
    return figures.computeIfAbsent(
        "numbers " + numbers,
        _ -> {
          String name = name("numbers." + figures.size());
          tensors.add(
              OnnxTensor.of(
                  name,
                  Shape.of(numbers.size()),
                  numbers.stream().mapToLong(Long::longValue).toArray()));
          return name;
        });
  }

  /** A table of whole numbers. */
  String indices(String wanted, Shape shape, long... indices) {
    String name = name(wanted);
    tensors.add(OnnxTensor.of(name, shape, indices));
    return name;
  }

  OnnxModel model(String name, List<OnnxValue> inputs, List<OnnxValue> outputs) {
    return new OnnxModel(
        IR_VERSION,
        "lathe",
        Map.of("", OPSET),
        new OnnxGraph(name, nodes, tensors, inputs, outputs),
        List.of());
  }

  /**
   * An input or output.
   *
   * @param shape of one image
   * @param single whether the batch is one image; else its extent is left open
   */
  static OnnxValue value(String name, ElementType type, Shape shape, boolean single) {
    List<OnnxValue.Dimension> dimensions = new ArrayList<>();
    dimensions.add(single ? new OnnxValue.Dimension(1, "") : new OnnxValue.Dimension(-1, "batch"));
    shape.extents().forEach(extent -> dimensions.add(new OnnxValue.Dimension(extent, "")));
    return new OnnxValue(name, Optional.of(type), Optional.of(dimensions));
  }
}
