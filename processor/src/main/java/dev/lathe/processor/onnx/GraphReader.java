package dev.lathe.processor.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ONNX's {@code GraphProto}, and what it is made of. */
final class GraphReader {
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_NAME = 2;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int GRAPH_INPUT = 11;
  private static final int GRAPH_OUTPUT = 12;
  private static final int GRAPH_SPARSE_INITIALIZER = 15;

  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int NODE_NAME = 3;
  private static final int NODE_TYPE = 4;
  private static final int NODE_ATTRIBUTE = 5;
  private static final int NODE_DOMAIN = 7;

  private static final int VALUE_NAME = 1;
  private static final int VALUE_TYPE = 2;
  private static final int TYPE_TENSOR = 1;
  private static final int TENSOR_ELEMENT = 1;
  private static final int TENSOR_SHAPE = 2;
  private static final int SHAPE_DIMENSION = 1;
  private static final int DIMENSION_EXTENT = 1;
  private static final int DIMENSION_NAME = 2;

  private final MessageReader in;
  private final List<OnnxNode> nodes = new ArrayList<>();
  private final List<OnnxTensor> initializers = new ArrayList<>();
  private final List<OnnxValue> inputs = new ArrayList<>();
  private final List<OnnxValue> outputs = new ArrayList<>();
  private String name = "";

  GraphReader(MessageReader in) {
    this.in = in;
  }

  boolean field(int number) throws IOException, OnnxException {
    switch (number) {
      case GRAPH_NODE -> nodes.add(node(in));
      case GRAPH_NAME -> name = in.text();
      case GRAPH_INITIALIZER -> initializers.add(TensorReader.read(in));
      case GRAPH_INPUT -> inputs.add(value());
      case GRAPH_OUTPUT -> outputs.add(value());
      case GRAPH_SPARSE_INITIALIZER ->
          throw new OnnxException("it has sparse initializers, which are not read");
      default -> {
        return false;
      }
    }
    return true;
  }

  OnnxGraph graph() {
    return new OnnxGraph(name, nodes, initializers, inputs, outputs);
  }

  static OnnxNode node(MessageReader in) throws IOException, OnnxException {
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    List<OnnxAttribute> attributes = new ArrayList<>();
    String[] texts = {"", "", ""};
    in.message(
        number -> {
          switch (number) {
            case NODE_INPUT -> inputs.add(in.text());
            case NODE_OUTPUT -> outputs.add(in.text());
            case NODE_NAME -> texts[0] = in.text();
            case NODE_TYPE -> texts[1] = in.text();
            case NODE_DOMAIN -> texts[2] = in.text();
            case NODE_ATTRIBUTE -> attributes.add(AttributeReader.read(in));
            default -> {
              return false;
            }
          }
          return true;
        });
    String domain = texts[2].equals("ai.onnx") ? "" : texts[2];
    return new OnnxNode(texts[0], domain, texts[1], inputs, outputs, attributes);
  }

  private OnnxValue value() throws IOException, OnnxException {
    String[] text = {""};
    long[] type = {0};
    List<OnnxValue.Dimension> dimensions = new ArrayList<>();
    boolean[] ranked = {false};
    in.message(
        number ->
            switch (number) {
              case VALUE_NAME -> {
                text[0] = in.text();
                yield true;
              }
              case VALUE_TYPE -> {
                in.message(part -> part == TYPE_TENSOR && tensorType(type, dimensions, ranked));
                yield true;
              }
              default -> false;
            });
    return new OnnxValue(
        text[0],
        ElementType.of(Math.clamp(type[0], 0, 1000)),
        ranked[0] ? Optional.of(List.copyOf(dimensions)) : Optional.empty());
  }

  private boolean tensorType(long[] type, List<OnnxValue.Dimension> dimensions, boolean[] ranked)
      throws IOException, OnnxException {
    in.message(
        number ->
            switch (number) {
              case TENSOR_ELEMENT -> {
                type[0] = in.number();
                yield true;
              }
              case TENSOR_SHAPE -> {
                ranked[0] = true;
                in.message(part -> part == SHAPE_DIMENSION && dimension(dimensions));
                yield true;
              }
              default -> false;
            });
    return true;
  }

  private boolean dimension(List<OnnxValue.Dimension> dimensions)
      throws IOException, OnnxException {
    long[] extent = {-1};
    String[] text = {""};
    in.message(
        number ->
            switch (number) {
              case DIMENSION_EXTENT -> {
                extent[0] = in.number();
                yield true;
              }
              case DIMENSION_NAME -> {
                text[0] = in.text();
                yield true;
              }
              default -> false;
            });
    dimensions.add(new OnnxValue.Dimension(extent[0], text[0]));
    return true;
  }
}
