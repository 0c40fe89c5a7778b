package dev.lathe.runtime.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes float32 tensors into a safetensors file. The same tensors in the same order give the same
 * bytes.
 */
public final class SafeTensorsWriter {

  private static final int CHUNK_FLOATS = 1 << 18;

  /** The format aligns the data to eight bytes by blanks at the header's end. */
  private static final int ALIGNMENT = 8;

  private final List<float[]> tensors = new ArrayList<>();
  // PyTorch's own writers leave this mark, and some of its readers insist on it.
  private final StringBuilder header = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
  private long dataBytes;

  /**
   * Adds a tensor.
   *
   * @param name not used before
   * @param shape the extents
   * @param values row-major, as many as the product of the extents; not copied
   * @throws SafeTensorsException if a file cannot have a tensor of this name
   */
  public void add(String name, int[] shape, float[] values) throws SafeTensorsException {
    // An encoder of UTF-8 refuses one thing only: half a surrogate pair.
    if (name.equals(HeaderParser.METADATA)
        || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw SafeTensorsException.inTensor(name, "the format has no such name");
    }
    long end = dataBytes + (long) values.length * Float.BYTES;
    header.append(',').append(quote(name)).append(":{\"dtype\":\"F32\",\"shape\":");
    header.append(Arrays.toString(shape).replace(" ", ""));
    header.append(",\"data_offsets\":[").append(dataBytes).append(',').append(end).append("]}");
    tensors.add(values);
    dataBytes = end;
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /**
   * Writes the file beside its place, and moves it there when it is whole. An existing file is
   * replaced.
   *
   * @throws IOException if that fails, or the place is taken by a folder or a device; what exists
   *     is untouched then, and nothing is left beside it
   */
  public void write(Path file) throws IOException {
    try (FileDraft draft = new FileDraft(file)) {
      FileChannel channel = draft.open();
      writeHeader(channel);
      for (float[] values : tensors) {
        writeValues(channel, values);
      }
      draft.publish();
    }
  }

  private void writeHeader(FileChannel channel) throws IOException {
    byte[] text = (header + "}").getBytes(StandardCharsets.UTF_8);
    int padded = (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + padded)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(padded)
            .put(text);
    while (bytes.hasRemaining()) {
      bytes.put((byte) ' ');
    }
    writeFully(channel, bytes.flip());
  }

  private static void writeValues(FileChannel channel, float[] values) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.min(CHUNK_FLOATS, values.length) * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int done = 0; done < values.length; done += CHUNK_FLOATS) {
      int count = Math.min(CHUNK_FLOATS, values.length - done);
      bytes.clear().limit(count * Float.BYTES);
      bytes.asFloatBuffer().put(values, done, count);
      writeFully(channel, bytes);
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
