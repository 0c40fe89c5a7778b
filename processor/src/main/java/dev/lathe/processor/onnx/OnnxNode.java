package dev.lathe.processor.onnx;

import java.util.List;

/**
 * One use of an operator.
 *
 * @param name may be empty
 * @param domain of the operator; "" for the standard ones
 * @param type the operator: {@code Conv}
 * @param inputs names of values; "" for one that is left out
 * @param outputs names of values; "" for one that nobody wants
 */
public record OnnxNode(
    String name,
    String domain,
    String type,
    List<String> inputs,
    List<String> outputs,
    List<OnnxAttribute> attributes) {

  public OnnxNode {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    attributes = List.copyOf(attributes);
  }

  /** How messages name it: by its own name, else by its first output. */
  public String title() {
    return name.isEmpty() ? outputs.isEmpty() ? type : outputs.getFirst() : name;
  }
}
