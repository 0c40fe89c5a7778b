package dev.lathe.processor.onnx;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A message that is put together field by field. The bytes of tensors are referred to, not copied:
 * a message is written once it is known how long it is.
 */
final class MessageWriter {
  private final Descriptor type;
  private final List<ByteBuffer> parts = new ArrayList<>();
  private long size;

  /**
   * @param type the message's name in the schema
   */
  MessageWriter(String type) {
    this.type = OnnxSchema.message(type);
  }

  private int number(String field) {
    return Objects.requireNonNull(type.findFieldByName(field), field).getNumber();
  }

  /** What one field is made of. */
  private interface Field {
    void write(CodedOutputStream out) throws IOException;
  }

  /** A text; an empty one is what a reader takes a missing field for. */
  MessageWriter text(String name, String text) {
    return text.isEmpty() ? this : always(name, text);
  }

  /** A text that is there even if it is empty, such as one of a list. */
  MessageWriter always(String name, String text) {
    return bytes(name, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  MessageWriter number(String name, long value) {
    return field(out -> out.writeInt64(number(name), value));
  }

  MessageWriter decimal(String name, float value) {
    return field(out -> out.writeFloat(number(name), value));
  }

  /** Repeated numbers, in one field together. */
  MessageWriter numbers(String name, List<Long> values) {
    if (values.isEmpty()) {
      return this;
    }
    return bytes(
        name,
        ByteBuffer.wrap(
            encoded(
                out -> {
                  for (long value : values) {
                    out.writeInt64NoTag(value);
                  }
                })));
  }

  /** Repeated decimals, in one field together. */
  MessageWriter decimals(String name, List<Double> values) {
    if (values.isEmpty()) {
      return this;
    }
    return bytes(
        name,
        ByteBuffer.wrap(
            encoded(
                out -> {
                  for (double value : values) {
                    out.writeFloatNoTag((float) value);
                  }
                })));
  }

  /** Bytes, which must not change any more. */
  MessageWriter bytes(String name, ByteBuffer bytes) {
    head(name, bytes.remaining());
    add(bytes.duplicate());
    return this;
  }

  /** A message that is whole. */
  MessageWriter message(String name, MessageWriter message) {
    head(name, message.size);
    message.parts.forEach(this::add);
    return this;
  }

  private void head(String name, long length) {
    if (length > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a message of %,d bytes".formatted(length));
    }
    field(
        out -> {
          out.writeTag(number(name), WireFormat.WIRETYPE_LENGTH_DELIMITED);
          out.writeUInt32NoTag((int) length);
        });
  }

  private MessageWriter field(Field field) {
    add(ByteBuffer.wrap(encoded(field)));
    return this;
  }

  private static byte[] encoded(Field field) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      field.write(out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(ByteBuffer part) {
    parts.add(part);
    size += part.remaining();
  }

  long size() {
    return size;
  }

  void writeTo(OutputStream target) throws IOException {
    WritableByteChannel out = Channels.newChannel(target);
    for (ByteBuffer part : parts) {
      ByteBuffer rest = part.duplicate();
      while (rest.hasRemaining()) {
        out.write(rest);
      }
    }
  }
}
