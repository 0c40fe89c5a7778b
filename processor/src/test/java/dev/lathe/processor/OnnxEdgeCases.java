package dev.lathe.processor;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.onnx.ElementType;
import dev.lathe.processor.onnx.OnnxTensor;
import dev.lathe.processor.testing.OnnxCase;
import dev.lathe.processor.testing.OnnxText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Files of one operator with an input {@code x}, and what plain loops say that it gives. */
final class OnnxEdgeCases {
  private final List<OnnxCase> cases = new ArrayList<>();

  /** Values of an output, row-major. */
  @SuppressWarnings("ArrayRecordComponent") // plain data between tests
  record Values(int[] shape, double... elements) {
    static Values of(int[] shape, double... elements) {
      return new Values(shape, elements);
    }

    /** Small numbers, the first hundred of which differ. */
    static Values input(int... shape) {
      return new Values(
          shape,
          IntStream.range(0, Shape.of(shape).size())
              .mapToDouble(k -> (k * 37 % 101 - 50) / 100.0)
              .toArray());
    }

    double at(int... index) {
      int place = 0;
      for (int axis = 0; axis < shape.length; axis++) {
        place = place * shape[axis] + index[axis];
      }
      return elements[place];
    }

    /** The indices of the element at a place. */
    static int[] index(int[] shape, int place) {
      int[] index = new int[shape.length];
      int rest = place;
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        index[axis] = rest % shape[axis];
        rest /= shape[axis];
      }
      return index;
    }
  }

  /** An element by its indices. */
  interface Cell {
    double at(int[] index);
  }

  /** Every element by a function of its indices. */
  static Values filled(int[] shape, Cell cell) {
    return new Values(
        shape,
        IntStream.range(0, Shape.of(shape).size())
            .mapToDouble(place -> cell.at(Values.index(shape, place)))
            .toArray());
  }

  static int[] shape(int... extents) {
    return extents;
  }

  /** Adds a file whose outputs are integers, and right to the last bit. */
  void addExact(String name, int opset, Values x, String fields, Values... outputs) {
    add(name, opset, x, fields, outputs);
    cases.set(cases.size() - 1, cases.getLast().exactly());
  }

  /**
   * Adds a file.
   *
   * @param fields the graph's nodes and initializers
   * @param outputs those of {@code y}, {@code y1}, ...
   */
  void add(String name, int opset, Values x, String fields, Values... outputs) {
    StringBuilder graph = new StringBuilder(port("input", "x", x)).append(fields);
    List<OnnxTensor> wanted = new ArrayList<>();
    for (int k = 0; k < outputs.length; k++) {
      String output = k == 0 ? "y" : "y" + k;
      // Of whatever type it is.
      graph.append(port("output", output, outputs[k]).replace("elem_type: 1 ", ""));
      wanted.add(tensor(output, outputs[k]));
    }
    byte[] file =
        OnnxText.file(
            "ir_version: 8 opset_import { version: %d } graph { name: \"g\" %s }"
                .formatted(opset, graph));
    cases.add(OnnxCase.of(name, file, List.of(tensor("x", x)), wanted));
  }

  private static String port(String field, String name, Values values) {
    return OnnxText.value(field, name, IntStream.of(values.shape()).asLongStream().toArray());
  }

  private static OnnxTensor tensor(String name, Values values) {
    return OnnxTensor.of(name, ElementType.FLOAT, Shape.of(values.shape()), values.elements());
  }

  List<OnnxCase> all() {
    return List.copyOf(cases);
  }
}
