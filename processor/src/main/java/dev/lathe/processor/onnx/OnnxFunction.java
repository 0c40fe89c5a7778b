package dev.lathe.processor.onnx;

import java.util.List;
import java.util.Map;

/**
 * An operator that is defined by nodes.
 *
 * @param attributes names of those without a default
 * @param defaults those with one
 * @param opsets the versions that its nodes are written for
 */
public record OnnxFunction(
    String domain,
    String name,
    List<String> inputs,
    List<String> outputs,
    List<String> attributes,
    List<OnnxAttribute> defaults,
    List<OnnxNode> nodes,
    Map<String, Long> opsets) {

  public OnnxFunction {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    attributes = List.copyOf(attributes);
    defaults = List.copyOf(defaults);
    nodes = List.copyOf(nodes);
    opsets = Map.copyOf(opsets);
  }
}
