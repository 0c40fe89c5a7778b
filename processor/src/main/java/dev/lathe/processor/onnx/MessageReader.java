package dev.lathe.processor.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** A stream of fields that counts what it hands out, and refuses what goes beyond the limits. */
final class MessageReader {
  private final CodedInputStream in;
  private final Limits limits;
  private int messages;
  private int entries;
  private int depth;

  MessageReader(byte[] file, Limits limits) {
    this.in = CodedInputStream.newInstance(file);
    this.limits = limits;
    // Tensors' bytes stay where they are in the file's array.
    in.enableAliasing(true);
  }

  /** What becomes of one field: it is read whole, or not at all. */
  interface Field {
    /** Whether the field was read; else it is skipped. */
    boolean read(int number) throws IOException, OnnxException;
  }

  /** The fields up to the end of the file. */
  void fields(Field field) throws IOException, OnnxException {
    while (!in.isAtEnd()) {
      int tag = in.readTag();
      if (!field.read(WireFormat.getTagFieldNumber(tag))) {
        in.skipField(tag);
      }
    }
  }

  /** A field that is a message of its own. */
  void message(Field field) throws IOException, OnnxException {
    expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
    if (++messages > limits.messages()) {
      throw new OnnxException("it has more than " + limits.messages() + " parts");
    }
    int limit = in.pushLimit(in.readRawVarint32());
    fields(field);
    in.popLimit(limit);
  }

  /** A graph inside of another one. */
  void nested(Field field) throws IOException, OnnxException {
    if (++depth > limits.depth()) {
      throw new OnnxException("its graphs are nested deeper than " + limits.depth());
    }
    message(field);
    depth--;
  }

  /** A name or a short text. */
  String text() throws IOException, OnnxException {
    ByteBuffer bytes = bytes();
    if (bytes.remaining() > limits.name()) {
      throw new OnnxException("it has a name of " + bytes.remaining() + " bytes");
    }
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return new String(copy, java.nio.charset.StandardCharsets.UTF_8);
  }

  ByteBuffer bytes() throws IOException, OnnxException {
    expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
    return in.readByteBuffer();
  }

  long number() throws IOException, OnnxException {
    expect(WireFormat.WIRETYPE_VARINT);
    return in.readInt64();
  }

  float decimal() throws IOException, OnnxException {
    expect(WireFormat.WIRETYPE_FIXED32);
    return in.readFloat();
  }

  /** Repeated numbers stand in one field together, or each in a field of its own. */
  void numbers(List<Long> into) throws IOException, OnnxException {
    packed(WireFormat.WIRETYPE_VARINT, () -> into.add(in.readInt64()));
  }

  void decimals(List<Double> into) throws IOException, OnnxException {
    packed(WireFormat.WIRETYPE_FIXED32, () -> into.add((double) in.readFloat()));
  }

  void numbers(Elements into) throws IOException, OnnxException {
    packedElements(WireFormat.WIRETYPE_VARINT, () -> into.add((double) in.readInt64()));
  }

  void unsigned(Elements into) throws IOException, OnnxException {
    packedElements(
        WireFormat.WIRETYPE_VARINT, () -> into.add(OnnxTensor.unsigned(in.readUInt64())));
  }

  void floats(Elements into) throws IOException, OnnxException {
    packedElements(WireFormat.WIRETYPE_FIXED32, () -> into.add(in.readFloat()));
  }

  void doubles(Elements into) throws IOException, OnnxException {
    packedElements(WireFormat.WIRETYPE_FIXED64, () -> into.add(in.readDouble()));
  }

  private interface Element {
    void read() throws IOException;
  }

  private void packed(int single, Element element) throws IOException, OnnxException {
    packedElements(
        single,
        () -> {
          if (++entries > limits.entries()) {
            throw new IOException("it has more than " + limits.entries() + " figures");
          }
          element.read();
        });
  }

  private void packedElements(int single, Element element) throws IOException, OnnxException {
    if (WireFormat.getTagWireType(in.getLastTag()) == single) {
      element.read();
      return;
    }
    expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
    int limit = in.pushLimit(in.readRawVarint32());
    while (!in.isAtEnd()) {
      element.read();
    }
    in.popLimit(limit);
  }

  private void expect(int wireType) throws OnnxException {
    if (WireFormat.getTagWireType(in.getLastTag()) != wireType) {
      throw new OnnxException(
          "its field %d is of another kind than ONNX gives it"
              .formatted(WireFormat.getTagFieldNumber(in.getLastTag())));
    }
  }
}
