package dev.lathe.processor.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes files: the counterpart of {@link OnnxReader}, with the fields of ONNX's messages that it
 * reads.
 */
public final class OnnxWriter {
  /** A message of protobuf is smaller than 2 GiB. */
  private static final long LARGEST = Integer.MAX_VALUE;

  private static final int ATTRIBUTE_FLOAT = 1;
  private static final int ATTRIBUTE_INT = 2;
  private static final int ATTRIBUTE_STRING = 3;
  private static final int ATTRIBUTE_TENSOR = 4;
  private static final int ATTRIBUTE_FLOATS = 6;
  private static final int ATTRIBUTE_INTS = 7;

  private OnnxWriter() {}

  /**
   * Writes a file.
   *
   * @throws OnnxException if it would be larger than such files may be
   */
  public static void write(OnnxModel model, OutputStream out) throws IOException, OnnxException {
    MessageWriter file = model(model);
    if (file.size() > LARGEST) {
      throw new OnnxException(
          "it would have %,d bytes, and an ONNX file has at most %,d"
              .formatted(file.size(), LARGEST));
    }
    file.writeTo(out);
  }

  private static MessageWriter model(OnnxModel model) throws OnnxException {
    MessageWriter out =
        new MessageWriter("ModelProto")
            .number("ir_version", model.irVersion())
            .text("producer_name", model.producer());
    try {
      out.message("graph", graph(model.graph()));
    } catch (IllegalArgumentException e) {
      throw new OnnxException("it would be too large: " + e.getMessage(), e);
    }
    new TreeMap<>(model.opsets())
        .forEach(
            (domain, version) ->
                out.message(
                    "opset_import",
                    new MessageWriter("OperatorSetIdProto")
                        .text("domain", domain)
                        .number("version", version)));
    return out;
  }

  private static MessageWriter graph(OnnxGraph graph) {
    MessageWriter out = new MessageWriter("GraphProto");
    graph.nodes().forEach(node -> out.message("node", node(node)));
    out.text("name", graph.name());
    graph.initializers().forEach(tensor -> out.message("initializer", tensor(tensor)));
    graph.inputs().forEach(value -> out.message("input", value(value)));
    graph.outputs().forEach(value -> out.message("output", value(value)));
    return out;
  }

  private static MessageWriter node(OnnxNode node) {
    MessageWriter out = new MessageWriter("NodeProto");
    node.inputs().forEach(name -> out.always("input", name));
    node.outputs().forEach(name -> out.always("output", name));
    out.text("name", node.name()).text("op_type", node.type());
    node.attributes().forEach(attribute -> out.message("attribute", attribute(attribute)));
    return out.text("domain", node.domain());
  }

  /** An attribute of one kind; a list of one is written as {@link OnnxAttribute#isList} says. */
  private static MessageWriter attribute(OnnxAttribute attribute) {
    MessageWriter out = new MessageWriter("AttributeProto").text("name", attribute.name());
    if (!attribute.strings().isEmpty()) {
      return out.always("s", attribute.strings().getFirst()).number("type", ATTRIBUTE_STRING);
    }
    if (!attribute.tensors().isEmpty()) {
      return out.message("t", tensor(attribute.tensors().getFirst()))
          .number("type", ATTRIBUTE_TENSOR);
    }
    if (!attribute.floats().isEmpty()) {
      return attribute.isList()
          ? out.decimals("floats", attribute.floats()).number("type", ATTRIBUTE_FLOATS)
          : out.decimal("f", attribute.floats().getFirst().floatValue())
              .number("type", ATTRIBUTE_FLOAT);
    }
    return attribute.isList()
        ? out.numbers("ints", attribute.ints()).number("type", ATTRIBUTE_INTS)
        : out.number("i", attribute.ints().getFirst()).number("type", ATTRIBUTE_INT);
  }

  private static MessageWriter tensor(OnnxTensor tensor) {
    return new MessageWriter("TensorProto")
        .numbers("dims", tensor.shape().extents().stream().map(Integer::longValue).toList())
        .number("data_type", tensor.type().number())
        .text("name", tensor.name())
        .bytes("raw_data", tensor.rawBytes());
  }

  private static MessageWriter value(OnnxValue value) {
    MessageWriter tensor = new MessageWriter("TypeProto.Tensor");
    value.type().ifPresent(type -> tensor.number("elem_type", type.number()));
    Optional<List<OnnxValue.Dimension>> dimensions = value.dimensions();
    if (dimensions.isPresent()) {
      MessageWriter shape = new MessageWriter("TensorShapeProto");
      for (OnnxValue.Dimension each : dimensions.get()) {
        MessageWriter dimension = new MessageWriter("TensorShapeProto.Dimension");
        shape.message(
            "dim",
            each.isFree()
                ? dimension.text("dim_param", each.name())
                : dimension.number("dim_value", each.extent()));
      }
      tensor.message("shape", shape);
    }
    return new MessageWriter("ValueInfoProto")
        .text("name", value.name())
        .message("type", new MessageWriter("TypeProto").message("tensor_type", tensor));
  }
}
