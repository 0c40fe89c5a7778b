package dev.lathe.processor.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ONNX's {@code GraphProto}, and what it is made of. */
final class GraphReader {
  private final MessageReader in;
  private final List<OnnxNode> nodes = new ArrayList<>();
  private final List<OnnxTensor> initializers = new ArrayList<>();
  private final List<OnnxValue> inputs = new ArrayList<>();
  private final List<OnnxValue> outputs = new ArrayList<>();
  private final List<OnnxValue> values = new ArrayList<>();
  private String name = "";

  GraphReader(MessageReader in) {
    this.in = in;
  }

  void field(String field) throws IOException, OnnxException {
    switch (field) {
      case "node" -> nodes.add(node(in));
      case "name" -> name = in.text();
      case "initializer" -> initializers.add(TensorReader.read(in));
      case "input" -> inputs.add(value());
      case "output" -> outputs.add(value());
      case "value_info" -> values.add(value());
      case "sparse_initializer" ->
          throw new OnnxException("it has sparse initializers, which are not read");
      default -> throw MessageReader.unread(field);
    }
  }

  OnnxGraph graph() {
    return new OnnxGraph(name, nodes, initializers, inputs, outputs, values);
  }

  static OnnxNode node(MessageReader in) throws IOException, OnnxException {
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    List<OnnxAttribute> attributes = new ArrayList<>();
    String[] texts = {"", "", ""};
    in.message(
        field -> {
          switch (field) {
            case "input" -> inputs.add(in.text());
            case "output" -> outputs.add(in.text());
            case "name" -> texts[0] = in.text();
            case "op_type" -> texts[1] = in.text();
            case "domain" -> texts[2] = in.text();
            case "attribute" -> attributes.add(AttributeReader.read(in));
            default -> throw MessageReader.unread(field);
          }
        });
    String domain = texts[2].equals("ai.onnx") ? "" : texts[2];
    return new OnnxNode(texts[0], domain, texts[1], inputs, outputs, attributes);
  }

  private OnnxValue value() throws IOException, OnnxException {
    ValueFields fields = new ValueFields();
    in.message(fields::value);
    return new OnnxValue(
        fields.name, ElementType.of(Math.clamp(fields.type, 0, 1000)), fields.shape());
  }

  /** ONNX's {@code ValueInfoProto} and what is in it. */
  private final class ValueFields {
    private final List<OnnxValue.Dimension> dimensions = new ArrayList<>();
    private String name = "";
    private long type;
    private boolean ranked;

    Optional<List<OnnxValue.Dimension>> shape() {
      return ranked ? Optional.of(List.copyOf(dimensions)) : Optional.empty();
    }

    void value(String field) throws IOException, OnnxException {
      switch (field) {
        case "name" -> name = in.text();
        case "type" -> in.message(_ -> in.message(this::tensor));
        default -> throw MessageReader.unread(field);
      }
    }

    private void tensor(String field) throws IOException, OnnxException {
      switch (field) {
        case "elem_type" -> type = in.number();
        case "shape" -> {
          ranked = true;
          in.message(_ -> dimension());
        }
        default -> throw MessageReader.unread(field);
      }
    }

    private void dimension() throws IOException, OnnxException {
      long[] extent = {-1};
      String[] text = {""};
      in.message(
          field -> {
            switch (field) {
              case "dim_value" -> extent[0] = in.number();
              case "dim_param" -> text[0] = in.text();
              default -> throw MessageReader.unread(field);
            }
          });
      dimensions.add(new OnnxValue.Dimension(extent[0], text[0]));
    }
  }
}
