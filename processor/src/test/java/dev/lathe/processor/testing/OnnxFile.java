package dev.lathe.processor.testing;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.lathe.runtime.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the tests want of an ONNX file: its weights, and which operations it is made of. The numbers
 * are those of the fields in {@code onnx.proto}.
 *
 * @param initializers the float32 tensors of the graph, by name
 * @param operations the types of its nodes, a grouped convolution as {@code Conv group=2}
 */
public record OnnxFile(Map<String, Tensor> initializers, Set<String> operations) {
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int NODE_OP_TYPE = 4;
  private static final int NODE_ATTRIBUTE = 5;
  private static final int ATTRIBUTE_NAME = 1;
  private static final int ATTRIBUTE_I = 3;
  private static final int TENSOR_DIMS = 1;
  private static final int TENSOR_DATA_TYPE = 2;
  private static final int TENSOR_FLOAT_DATA = 4;
  private static final int TENSOR_NAME = 8;
  private static final int TENSOR_RAW_DATA = 9;
  private static final int FLOAT = 1;

  /** What becomes of one field; it reads the field's value from the stream, or skips it. */
  private interface Field {
    boolean read(int number, CodedInputStream in) throws IOException;
  }

  public static OnnxFile read(Path file) throws IOException {
    OnnxFile onnx = new OnnxFile(new LinkedHashMap<>(), new LinkedHashSet<>());
    CodedInputStream in = CodedInputStream.newInstance(Files.readAllBytes(file));
    onnx.fields(
        in,
        (number, model) ->
            number == MODEL_GRAPH && onnx.message(model, (part, graph) -> onnx.graph(part, graph)));
    return onnx;
  }

  private boolean graph(int number, CodedInputStream graph) throws IOException {
    return switch (number) {
      case GRAPH_NODE -> node(graph);
      case GRAPH_INITIALIZER -> initializer(graph);
      default -> false;
    };
  }

  private boolean node(CodedInputStream graph) throws IOException {
    String[] type = {""};
    long[] groups = {1};
    message(
        graph,
        (number, node) -> {
          if (number == NODE_OP_TYPE) {
            type[0] = node.readString();
            return true;
          }
          return number == NODE_ATTRIBUTE && attribute(node, groups);
        });
    operations.add(groups[0] == 1 ? type[0] : type[0] + " group=" + groups[0]);
    return true;
  }

  private boolean attribute(CodedInputStream node, long[] groups) throws IOException {
    String[] name = {""};
    return message(
        node,
        (number, attribute) -> {
          if (number == ATTRIBUTE_NAME) {
            name[0] = attribute.readString();
            return true;
          }
          if (number == ATTRIBUTE_I && name[0].equals("group")) {
            groups[0] = attribute.readInt64();
            return true;
          }
          return false;
        });
  }

  private boolean initializer(CodedInputStream graph) throws IOException {
    TensorFields fields = new TensorFields();
    message(graph, fields::read);
    if (fields.type == FLOAT) {
      int[] shape = fields.dims.stream().mapToInt(Math::toIntExact).toArray();
      initializers.put(fields.name, new Tensor(shape, fields.values()));
    }
    return true;
  }

  private static final class TensorFields {
    private final List<Long> dims = new ArrayList<>();
    private final List<Float> floats = new ArrayList<>();
    private ByteBuffer raw = ByteBuffer.allocate(0);
    private String name = "";
    private int type;

    boolean read(int number, CodedInputStream in) throws IOException {
      switch (number) {
        case TENSOR_DIMS -> numbers(in, WireFormat.WIRETYPE_VARINT, () -> dims.add(in.readInt64()));
        case TENSOR_DATA_TYPE -> type = in.readInt32();
        case TENSOR_FLOAT_DATA ->
            numbers(in, WireFormat.WIRETYPE_FIXED32, () -> floats.add(in.readFloat()));
        case TENSOR_NAME -> name = in.readString();
        case TENSOR_RAW_DATA -> raw = ByteBuffer.wrap(in.readByteArray());
        default -> {
          return false;
        }
      }
      return true;
    }

    /** Repeated numbers stand in one field together, or each in a field of its own. */
    private static void numbers(CodedInputStream in, int single, Element element)
        throws IOException {
      if (WireFormat.getTagWireType(in.getLastTag()) == single) {
        element.read();
        return;
      }
      int limit = in.pushLimit(in.readRawVarint32());
      while (!in.isAtEnd()) {
        element.read();
      }
      in.popLimit(limit);
    }

    float[] values() {
      if (floats.isEmpty()) {
        float[] values = new float[raw.remaining() / Float.BYTES];
        raw.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
      }
      float[] values = new float[floats.size()];
      for (int k = 0; k < values.length; k++) {
        values[k] = floats.get(k);
      }
      return values;
    }
  }

  private interface Element {
    void read() throws IOException;
  }

  private boolean message(CodedInputStream in, Field field) throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    fields(in, field);
    in.popLimit(limit);
    return true;
  }

  private void fields(CodedInputStream in, Field field) throws IOException {
    while (!in.isAtEnd()) {
      int tag = in.readTag();
      if (!field.read(WireFormat.getTagFieldNumber(tag), in)) {
        in.skipField(tag);
      }
    }
  }
}
