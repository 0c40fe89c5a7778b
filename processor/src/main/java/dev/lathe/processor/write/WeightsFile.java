package dev.lathe.processor.write;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tensors in the safetensors format, float32. The header is filled up with blanks, so that the
 * first tensor begins at a multiple of 64 bytes.
 */
public final class WeightsFile {
  private static final int ALIGNMENT = 64;
  private static final int CHUNK = 1 << 14;

  private WeightsFile() {}

  /**
   * A tensor.
   *
   * @param elements row-major; asked for once
   */
  public record Entry(String name, List<Integer> shape, Supplier<float[]> elements) {
    public Entry {
      shape = List.copyOf(shape);
    }

    private long size() {
      return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
  }

  /** Writes the tensors in their order. */
  public static void write(List<Entry> entries, OutputStream target) throws IOException {
    OutputStream out = new BufferedOutputStream(target);
    StringBuilder header = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
    long begin = 0;
    for (Entry entry : entries) {
      long end = begin + entry.size() * Float.BYTES;
      header.append(
          String.format(
              Locale.ROOT,
              ",%s:{\"dtype\":\"F32\",\"shape\":[%s],\"data_offsets\":[%d,%d]}",
              quoted(entry.name()),
              entry.shape().stream().map(String::valueOf).collect(Collectors.joining(",")),
              begin,
              end));
      begin = end;
    }
    byte[] text = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
    int padded = Math.ceilDiv(Long.BYTES + text.length, ALIGNMENT) * ALIGNMENT - Long.BYTES;
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.write(length.putLong(padded).array());
    out.write(text);
    out.write(" ".repeat(padded - text.length).getBytes(StandardCharsets.UTF_8));
    for (Entry entry : entries) {
      write(entry.elements().get(), out);
    }
    out.flush();
  }

  private static void write(float[] elements, OutputStream out) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < elements.length; from += CHUNK) {
      int count = Math.min(CHUNK, elements.length - from);
      bytes.clear();
      bytes.asFloatBuffer().put(elements, from, count);
      out.write(bytes.array(), 0, count * Float.BYTES);
    }
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int k = 0; k < text.length(); k++) {
      char c = text.charAt(k);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
