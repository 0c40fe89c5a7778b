package dev.lathe.processor.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ONNX's {@code ModelProto} and {@code FunctionProto}: the outermost parts of a file. */
public final class OnnxReader {
  private static final int IR_VERSION = 1;
  private static final int PRODUCER = 2;
  private static final int GRAPH = 7;
  private static final int OPSET = 8;
  private static final int FUNCTION = 25;

  private static final int OPSET_DOMAIN = 1;
  private static final int OPSET_VERSION = 2;

  private static final int FUNCTION_NAME = 1;
  private static final int FUNCTION_INPUT = 4;
  private static final int FUNCTION_OUTPUT = 5;
  private static final int FUNCTION_ATTRIBUTE = 6;
  private static final int FUNCTION_NODE = 7;
  private static final int FUNCTION_OPSET = 9;
  private static final int FUNCTION_DOMAIN = 10;
  private static final int FUNCTION_DEFAULT = 11;

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
    try {
      return reading.of(new MessageReader(file, limits));
    } catch (IOException e) {
      throw new OnnxException("it is damaged: " + e.getMessage(), e);
    }
  }

  private OnnxModel model() throws IOException, OnnxException {
    long[] version = {0};
    String[] producer = {""};
    Map<String, Long> opsets = new LinkedHashMap<>();
    List<OnnxFunction> functions = new ArrayList<>();
    GraphReader graph = new GraphReader(in);
    boolean[] found = {false};
    in.fields(
        number -> {
          switch (number) {
            case IR_VERSION -> version[0] = in.number();
            case PRODUCER -> producer[0] = in.text();
            case OPSET -> opset(opsets);
            case FUNCTION -> functions.add(function());
            case GRAPH -> {
              in.message(graph::field);
              found[0] = true;
            }
            default -> {
              return false;
            }
          }
          return true;
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
        number ->
            switch (number) {
              case OPSET_DOMAIN -> {
                domain[0] = in.text();
                yield true;
              }
              case OPSET_VERSION -> {
                version[0] = in.number();
                yield true;
              }
              default -> false;
            });
    opsets.put(domain[0].equals("ai.onnx") ? "" : domain[0], version[0]);
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
        number -> {
          switch (number) {
            case FUNCTION_NAME -> texts[0] = in.text();
            case FUNCTION_DOMAIN -> texts[1] = in.text();
            case FUNCTION_INPUT -> inputs.add(in.text());
            case FUNCTION_OUTPUT -> outputs.add(in.text());
            case FUNCTION_ATTRIBUTE -> attributes.add(in.text());
            case FUNCTION_DEFAULT -> defaults.add(AttributeReader.read(in));
            case FUNCTION_NODE -> nodes.add(GraphReader.node(in));
            case FUNCTION_OPSET -> opset(opsets);
            default -> {
              return false;
            }
          }
          return true;
        });
    return new OnnxFunction(
        texts[1], texts[0], inputs, outputs, attributes, defaults, nodes, opsets);
  }
}
