package dev.lathe.processor.onnx;

import java.util.List;
import java.util.Map;

/**
 * A whole file.
 *
 * @param irVersion the version of the file format
 * @param opsets the version of each set of operators that is used, by its domain; the standard one
 *     is ""
 * @param functions operators that the file defines itself
 */
public record OnnxModel(
    long irVersion,
    String producer,
    Map<String, Long> opsets,
    OnnxGraph graph,
    List<OnnxFunction> functions) {

  public OnnxModel {
    opsets = Map.copyOf(opsets);
    functions = List.copyOf(functions);
  }
}
