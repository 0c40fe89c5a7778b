package dev.lathe.processor.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ONNX's {@code ModelProto} and {@code FunctionProto}: the outermost parts of a file. */
public final class OnnxReader {
  private final MessageReader in;

  private OnnxReader(MessageReader in) {
    this.in = in;
  }

  /**
   * Reads a file.
   *
   * @param file not copied: tensors read from it when they are asked for their elements
   * @throws OnnxException if it is no ONNX file, is damaged, or goes beyond the limits
   */
  public static OnnxModel read(byte[] file, Limits limits) throws OnnxException {
    return reading(file, limits, in -> new OnnxReader(in).model());
  }

  /** Reads a file that is a single tensor, as those beside test models are. */
  public static OnnxTensor readTensor(byte[] file, Limits limits) throws OnnxException {
    return reading(file, limits, TensorReader::readFile);
  }

  private interface Reading<T> {
    T of(MessageReader in) throws IOException, OnnxException;
  }

  private static <T> T reading(byte[] file, Limits limits, Reading<T> reading)
      throws OnnxException {
    if (file.length > limits.bytes()) {
      throw new OnnxException("it has " + file.length + " bytes");
    }
    MessageReader in = new MessageReader(file, limits);
    try {
      return reading.of(in);
    } catch (IOException e) {
      throw new OnnxException("it is damaged: " + in.whereItEnds(file.length), e);
    }
  }

  private OnnxModel model() throws IOException, OnnxException {
    long[] version = {0};
    String[] producer = {""};
    Map<String, Long> opsets = new LinkedHashMap<>();
    List<OnnxFunction> functions = new ArrayList<>();
    GraphReader graph = new GraphReader(in);
    boolean[] found = {false};
    in.file(
        "ModelProto",
        field -> {
          switch (field) {
            case "ir_version" -> version[0] = in.number();
            case "producer_name" -> producer[0] = in.text();
            case "opset_import" -> opset(opsets);
            case "functions" -> functions.add(function());
            case "graph" -> {
              in.message(graph::field);
              found[0] = true;
            }
            default -> throw MessageReader.unread(field);
          }
        });
    if (!found[0] || opsets.isEmpty()) {
      throw new OnnxException(
          found[0] ? "it names no version of its operators" : "it has no graph: no ONNX file");
    }
    return new OnnxModel(version[0], producer[0], opsets, graph.graph(), functions);
  }

  private void opset(Map<String, Long> opsets) throws IOException, OnnxException {
    String[] domain = {""};
    long[] version = {0};
    in.message(
        field -> {
          switch (field) {
            case "domain" -> domain[0] = in.text();
            case "version" -> version[0] = in.number();
            default -> throw MessageReader.unread(field);
          }
        });
    Long before = opsets.put(domain[0].equals("ai.onnx") ? "" : domain[0], version[0]);
    if (before != null && before != version[0]) {
      throw new OnnxException(
          "it names two versions of the operators of %s, %d and %d"
              .formatted(domain[0].isEmpty() ? "ai.onnx" : domain[0], before, version[0]));
    }
  }

  private OnnxFunction function() throws IOException, OnnxException {
    String[] texts = {"", ""};
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    List<String> attributes = new ArrayList<>();
    List<OnnxAttribute> defaults = new ArrayList<>();
    List<OnnxNode> nodes = new ArrayList<>();
    Map<String, Long> opsets = new LinkedHashMap<>();
    in.message(
        field -> {
          switch (field) {
            case "name" -> texts[0] = in.text();
            case "domain" -> texts[1] = in.text();
            case "input" -> inputs.add(in.text());
            case "output" -> outputs.add(in.text());
            case "attribute" -> attributes.add(in.text());
            case "attribute_proto" -> defaults.add(AttributeReader.read(in));
            case "node" -> nodes.add(GraphReader.node(in));
            case "opset_import" -> opset(opsets);
            default -> throw MessageReader.unread(field);
          }
        });
    return new OnnxFunction(
        texts[1], texts[0], inputs, outputs, attributes, defaults, nodes, opsets);
  }
}
