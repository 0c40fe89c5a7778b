package dev.lathe.runtime.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/** Makes IDX files in memory. */
final class IdxFiles {

  private IdxFiles() {}

  static byte[] header(int type, int... shape) {
    ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * shape.length);
    buffer.put((byte) 0).put((byte) 0).put((byte) type).put((byte) shape.length);
    for (int extent : shape) {
      buffer.putInt(extent);
    }
    return buffer.array();
  }

  static byte[] join(byte[] first, byte... second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static IdxArray read(byte... file) {
    return IdxReader.read(new ByteArrayInputStream(file), "some.idx");
  }
}
