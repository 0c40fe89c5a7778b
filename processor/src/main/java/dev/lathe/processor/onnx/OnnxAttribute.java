package dev.lathe.processor.onnx;

import java.util.List;

/**
 * A figure of a node; a single one is a list of one.
 *
 * @param isList whether it is one of those that may have several figures; a reader of files need
 *     not know
 * @param reference the attribute of the function around it that it stands for, or ""
 */
public record OnnxAttribute(
    String name,
    List<Double> floats,
    List<Long> ints,
    List<String> strings,
    List<OnnxTensor> tensors,
    List<OnnxGraph> graphs,
    String reference,
    boolean isList) {

  public OnnxAttribute {
    floats = List.copyOf(floats);
    ints = List.copyOf(ints);
    strings = List.copyOf(strings);
    tensors = List.copyOf(tensors);
    graphs = List.copyOf(graphs);
  }

  /** Whole numbers. */
  public static OnnxAttribute ints(String name, List<Integer> ints) {
    List<Long> all = ints.stream().map(Integer::longValue).toList();
    return new OnnxAttribute(name, List.of(), all, List.of(), List.of(), List.of(), "", true);
  }

  /** A whole number. */
  public static OnnxAttribute of(String name, long number) {
    return new OnnxAttribute(
        name, List.of(), List.of(number), List.of(), List.of(), List.of(), "", false);
  }

  /** A decimal. */
  public static OnnxAttribute of(String name, double decimal) {
    return new OnnxAttribute(
        name, List.of(decimal), List.of(), List.of(), List.of(), List.of(), "", false);
  }

  /** A text. */
  public static OnnxAttribute of(String name, String text) {
    return new OnnxAttribute(
        name, List.of(), List.of(), List.of(text), List.of(), List.of(), "", false);
  }

  /** A tensor. */
  public static OnnxAttribute of(String name, OnnxTensor tensor) {
    return new OnnxAttribute(
        name, List.of(), List.of(), List.of(), List.of(tensor), List.of(), "", false);
  }

  /** The same figures under another name. */
  public OnnxAttribute as(String other) {
    return new OnnxAttribute(other, floats, ints, strings, tensors, graphs, "", isList);
  }
}
