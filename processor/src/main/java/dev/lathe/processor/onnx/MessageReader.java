package dev.lathe.processor.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A stream of fields that counts what it hands out, and refuses what goes beyond the limits. */
final class MessageReader {
  private final CodedInputStream in;
  private final Limits limits;
  private int messages;
  private int entries;
  private int depth;
  private @Nullable FieldDescriptor field;

  MessageReader(byte[] file, Limits limits) {
    this.in = CodedInputStream.newInstance(file);
    this.limits = limits;
    // Tensors' bytes stay where they are in the file's array.
    in.enableAliasing(true);
  }

  /** What becomes of one field, which the schema names: it is read whole. */
  interface Field {
    void read(String name) throws IOException, OnnxException;
  }

  /** The fields of the file's outermost message. */
  void file(String message, Field reader) throws IOException, OnnxException {
    fields(OnnxSchema.message(message), reader);
  }

  /** The fields up to the end of the message; those that the schema does not name are skipped. */
  private void fields(Descriptor message, Field reader) throws IOException, OnnxException {
    while (!in.isAtEnd()) {
      int tag = in.readTag();
      FieldDescriptor named = message.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
      if (named == null) {
        skip(tag);
      } else {
        expect(named, WireFormat.getTagWireType(tag));
        field = named;
        reader.read(named.getName());
      }
    }
  }

  private void skip(int tag) throws IOException, OnnxException {
    if (!in.skipField(tag)) {
      throw new OnnxException("it is damaged: a group ends that has not begun");
    }
  }

  /** Repeated numbers stand in one field together, or each in a field of its own. */
  private static void expect(FieldDescriptor field, int found) throws OnnxException {
    boolean packed = field.isPackable() && found == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    if (!packed && found != field.getLiteType().getWireType()) {
      throw new OnnxException(
          "its field %s is of another kind than ONNX gives it".formatted(field.getFullName()));
    }
  }

  /** The field in hand, which is a message of its own. */
  void message(Field reader) throws IOException, OnnxException {
    Descriptor type = field().getMessageType();
    if (++messages > limits.messages()) {
      throw new OnnxException("it has more than " + limits.messages() + " parts");
    }
    int limit = begin();
    fields(type, reader);
    in.popLimit(limit);
  }

  /** Where a file stops making sense, in words of our own: protobuf's are those of its library. */
  String whereItEnds(int bytes) {
    return "of its %,d bytes, what stands at byte %,d is no whole field (truncated?)"
        .formatted(bytes, in.getTotalBytesRead());
  }

  /** Begins a field of several ones, and returns where the one around it ends. */
  private int begin() throws IOException, OnnxException {
    int bytes = in.readRawVarint32();
    int left = in.getBytesUntilLimit();
    if (bytes < 0 || bytes > left) {
      throw new OnnxException(
          "it is damaged: its field %s is to have %,d bytes, and %,d are left (truncated?)"
              .formatted(field().getName(), Integer.toUnsignedLong(bytes), left));
    }
    return in.pushLimit(bytes);
  }

  /** The schema names what is read, and nothing else. */
  static IllegalStateException unread(String field) {
    return new IllegalStateException("the schema names " + field + ", which nobody reads");
  }

  private FieldDescriptor field() {
    return Objects.requireNonNull(field, "there is no field before the first");
  }

  /** A graph inside of another one. */
  void nested(Field reader) throws IOException, OnnxException {
    if (++depth > limits.depth()) {
      throw new OnnxException("its graphs are nested deeper than " + limits.depth());
    }
    message(reader);
    depth--;
  }

  /** A name or a short text. */
  String text() throws IOException, OnnxException {
    ByteBuffer bytes = bytes();
    if (bytes.remaining() > limits.name()) {
      throw new OnnxException(
          "it has a name or text of %,d bytes, and %,d are the most that is read; shorten it"
              .formatted(bytes.remaining(), limits.name()));
    }
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return new String(copy, StandardCharsets.UTF_8);
  }

  ByteBuffer bytes() throws IOException {
    return in.readByteBuffer();
  }

  long number() throws IOException {
    return in.readInt64();
  }

  float decimal() throws IOException {
    return in.readFloat();
  }

  void numbers(List<Long> into) throws IOException, OnnxException {
    counted(() -> into.add(in.readInt64()));
  }

  void decimals(List<Double> into) throws IOException, OnnxException {
    counted(() -> into.add((double) in.readFloat()));
  }

  void numbers(Elements into) throws IOException, OnnxException {
    all(() -> into.add((double) in.readInt64()));
  }

  void unsigned(Elements into) throws IOException, OnnxException {
    all(() -> into.add(OnnxTensor.unsigned(in.readUInt64())));
  }

  void floats(Elements into) throws IOException, OnnxException {
    all(() -> into.add(in.readFloat()));
  }

  void doubles(Elements into) throws IOException, OnnxException {
    all(() -> into.add(in.readDouble()));
  }

  private interface Element {
    void read() throws IOException, OnnxException;
  }

  private void counted(Element element) throws IOException, OnnxException {
    all(
        () -> {
          if (++entries > limits.entries()) {
            throw new OnnxException("it has more than " + limits.entries() + " figures");
          }
          element.read();
        });
  }

  private void all(Element element) throws IOException, OnnxException {
    if (WireFormat.getTagWireType(in.getLastTag()) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      element.read();
      return;
    }
    int limit = begin();
    while (!in.isAtEnd()) {
      element.read();
    }
    in.popLimit(limit);
  }
}
