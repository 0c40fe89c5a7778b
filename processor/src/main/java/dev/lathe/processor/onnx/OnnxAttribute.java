package dev.lathe.processor.onnx;

import java.util.List;

/**
 * A figure of a node; a single one is a list of one.
 *
 * @param reference the attribute of the function around it that it stands for, or ""
 */
public record OnnxAttribute(
    String name,
    List<Double> floats,
    List<Long> ints,
    List<String> strings,
    List<OnnxTensor> tensors,
    List<OnnxGraph> graphs,
    String reference) {

  public OnnxAttribute {
    floats = List.copyOf(floats);
    ints = List.copyOf(ints);
    strings = List.copyOf(strings);
    tensors = List.copyOf(tensors);
    graphs = List.copyOf(graphs);
  }

  /** The same figures under another name. */
  public OnnxAttribute as(String other) {
    return new OnnxAttribute(other, floats, ints, strings, tensors, graphs, "");
  }
}
