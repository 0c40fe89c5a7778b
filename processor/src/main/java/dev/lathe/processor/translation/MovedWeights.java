package dev.lathe.processor.translation;

import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.onnx.OnnxTensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Figures and stored tensors whose axes change places before anything runs. */
final class MovedWeights {
  private final Store store;
  private final Map<Moved, Node> moved = new HashMap<>();

  MovedWeights(Store store) {
    this.store = store;
  }

  /** Whether a node is such a tensor, and none that is trained under its own name. */
  boolean canMove(Node node) {
    return switch (node.operation()) {
      case Operation.Constant _ -> true;
      case Operation.Parameter parameter -> store.canMove(parameter.name());
      default -> false;
    };
  }

  /**
   * The tensor with its axes in another order.
   *
   * @param order axis k of the result is axis {@code order[k]} of the node's shape
   */
  Node moved(GraphBuilder graph, Node node, List<Integer> order) {
    return moved.computeIfAbsent(new Moved(node, order), _ -> move(graph, node, order));
  }

  private Node move(GraphBuilder graph, Node node, List<Integer> order) {
    Shape shape = new Shape(order.stream().map(node.shape()::extent).toList());
    return switch (node.operation()) {
      case Operation.Constant(List<Double> elements) -> {
        List<Double> moved = elements;
        if (elements.size() > 1) {
          moved = new ArrayList<>();
          for (int from : sources(node.shape(), order)) {
            moved.add(elements.get(from));
          }
        }
        yield graph.add(node.name(), node.layer(), new Operation.Constant(moved), shape);
      }
      case Operation.Parameter parameter -> {
        store.allowance().compute(shape.size());
        OnnxTensor tensor = store.tensor(parameter.name());
        int[] sources = sources(node.shape(), order);
        double[] elements = new double[sources.length];
        for (int k = 0; k < sources.length; k++) {
          elements[k] = tensor.element(sources[k]);
        }
        String name =
            store.replace(parameter.name(), OnnxTensor.of("", tensor.type(), shape, elements));
        Operation same =
            new Operation.Parameter(name, shape, parameter.learned(), parameter.numbers());
        yield graph.add(name, node.layer(), same, shape);
      }
      default -> throw new IllegalArgumentException(node + " is no tensor");
    };
  }

  /** For every element of the result the number of the one that it is. */
  private static int[] sources(Shape shape, List<Integer> order) {
    int[] strides = shape.strides();
    int[] sources = new int[shape.size()];
    int[] at = new int[order.size()];
    for (int k = 0; k < sources.length; k++) {
      for (int axis = 0; axis < at.length; axis++) {
        sources[k] += at[axis] * strides[order.get(axis)];
      }
      for (int axis = at.length - 1; axis >= 0; axis--) {
        if (++at[axis] < shape.extent(order.get(axis))) {
          break;
        }
        at[axis] = 0;
      }
    }
    return sources;
  }
}
