package dev.lathe.runtime.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes safetensors files byte by byte, right or wrong. */
public final class RawFile {

  private RawFile() {}

  /** The length, the header and so many zero bytes of data. */
  public static Path write(Path directory, String header, int dataBytes) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return write(directory, text.length, text, new byte[dataBytes]);
  }

  /** A header length that may lie. */
  public static Path write(Path directory, long headerLength, byte[] header, byte[] data) {
    try {
      ByteBuffer bytes =
          ByteBuffer.allocate(Long.BYTES + header.length + data.length)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(headerLength)
              .put(header)
              .put(data);
      return Files.write(directory.resolve("raw.safetensors"), bytes.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
