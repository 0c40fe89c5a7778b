package dev.lathe.processor.testing;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.util.ArrayList;
import java.util.List;

/** What a model's inputs and outputs are besides tensors, by the numbers of ONNX's schema. */
final class PortKinds {
  private static final int MODEL_GRAPH = 7;
  private static final int INPUTS = 11;
  private static final int OUTPUTS = 12;
  private static final int VALUE_TYPE = 2;
  private static final int TENSOR = 1;
  private static final int SEQUENCE = 4;
  private static final int SEQUENCE_TENSORS = 3;

  /** Kinds of values. */
  enum Kind {
    TENSOR,
    SEQUENCE,
    OTHER
  }

  private PortKinds() {}

  static List<Kind> inputs(byte[] model) throws InvalidProtocolBufferException {
    return kinds(model, INPUTS);
  }

  static List<Kind> outputs(byte[] model) throws InvalidProtocolBufferException {
    return kinds(model, OUTPUTS);
  }

  private static List<Kind> kinds(byte[] model, int field) throws InvalidProtocolBufferException {
    List<Kind> kinds = new ArrayList<>();
    for (ByteString graph : messages(UnknownFieldSet.parseFrom(model), MODEL_GRAPH)) {
      for (ByteString value : messages(UnknownFieldSet.parseFrom(graph), field)) {
        Kind kind = Kind.OTHER;
        for (ByteString type : messages(UnknownFieldSet.parseFrom(value), VALUE_TYPE)) {
          UnknownFieldSet fields = UnknownFieldSet.parseFrom(type);
          kind =
              fields.hasField(TENSOR)
                  ? Kind.TENSOR
                  : fields.hasField(SEQUENCE) ? Kind.SEQUENCE : Kind.OTHER;
        }
        kinds.add(kind);
      }
    }
    return kinds;
  }

  /** The tensors of a {@code SequenceProto}. */
  static List<byte[]> tensors(byte[] sequence) throws InvalidProtocolBufferException {
    return messages(UnknownFieldSet.parseFrom(sequence), SEQUENCE_TENSORS).stream()
        .map(ByteString::toByteArray)
        .toList();
  }

  private static List<ByteString> messages(UnknownFieldSet fields, int number) {
    return fields.getField(number).getLengthDelimitedList();
  }
}
