package dev.lathe.benchmarks.race;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A protocol-buffers message that is written field by field. */
final class Message {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

  @FunctionalInterface
  private interface Writer {
    void write() throws IOException;
  }

  Message number(int field, long value) {
    return write(() -> out.writeInt64(field, value));
  }

  Message text(int field, String value) {
    return write(() -> out.writeString(field, value));
  }

  Message bytes(int field, byte[] value) {
    return write(() -> out.writeByteArray(field, value));
  }

  Message message(int field, Message value) {
    return bytes(field, value.toByteArray());
  }

  byte[] toByteArray() {
    write(out::flush);
    return bytes.toByteArray();
  }

  private Message write(Writer writer) {
    try {
      writer.write();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
