package dev.lathe.processor.onnx;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Nodes in topological order, and the graph's outside.
 *
 * @param inputs those without an initializer are given at run time
 * @param values what the file says of values between its nodes
 */
public record OnnxGraph(
    String name,
    List<OnnxNode> nodes,
    List<OnnxTensor> initializers,
    List<OnnxValue> inputs,
    List<OnnxValue> outputs,
    List<OnnxValue> values) {

  public OnnxGraph {
    nodes = List.copyOf(nodes);
    initializers = List.copyOf(initializers);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    values = List.copyOf(values);
  }

  /** A graph that says nothing of the values between its nodes. */
  public OnnxGraph(
      String name,
      List<OnnxNode> nodes,
      List<OnnxTensor> initializers,
      List<OnnxValue> inputs,
      List<OnnxValue> outputs) {
    this(name, nodes, initializers, inputs, outputs, List.of());
  }

  /** The names of the tensors that the graph stores, as initializers or in nodes. */
  public Set<String> tensorNames() {
    return Stream.concat(
            initializers.stream().map(OnnxTensor::name),
            nodes.stream()
                .filter(node -> node.type().equals("Constant"))
                .flatMap(node -> node.outputs().stream()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
