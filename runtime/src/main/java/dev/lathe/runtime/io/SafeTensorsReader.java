package dev.lathe.runtime.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * An open safetensors file: eight bytes with the header's length, the header, the tensors' bytes,
 * all little-endian. Files may be larger than 2 GB; a single tensor may not have more elements than
 * a Java array.
 *
 * <p>Nothing in a file is believed before it has been compared with the file's size, so that no
 * claim of a hostile header can make the reader allocate more than a small multiple of what lies on
 * the disk.
 */
public final class SafeTensorsReader implements Closeable {

  /** The limit of the format's reference implementation. */
  private static final long MAX_HEADER_BYTES = 100_000_000;

  private static final int LENGTH_BYTES = Long.BYTES;
  private static final int CHUNK_BYTES = 1 << 20;
  private static final int MAX_ELEMENTS = Integer.MAX_VALUE - 8;

  /** Where the bytes come from, with their number. */
  private interface Bytes extends Closeable {
    long size() throws IOException;

    int read(ByteBuffer target, long position) throws IOException;
  }

  private final Bytes channel;
  private final List<TensorEntry> entries;
  private final long dataStart;

  private SafeTensorsReader(Bytes channel, List<TensorEntry> entries, long dataStart) {
    this.channel = channel;
    this.entries = entries;
    this.dataStart = dataStart;
  }

  /**
   * Opens a file, reads its header, and checks it completely.
   *
   * @throws SafeTensorsException if it is not a valid safetensors file
   * @throws IOException if it cannot be read
   */
  public static SafeTensorsReader open(Path file) throws IOException {
    return open(new FileBytes(FileChannel.open(file, StandardOpenOption.READ)));
  }

  /**
   * Opens a file whose bytes are at hand, as those of a resource are.
   *
   * @param file not copied
   * @throws SafeTensorsException if it is not a valid safetensors file
   */
  public static SafeTensorsReader of(byte[] file) throws IOException {
    return open(new ArrayBytes(ByteBuffer.wrap(file)));
  }

  private record FileBytes(FileChannel channel) implements Bytes {
    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      return channel.read(target, position);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  private record ArrayBytes(ByteBuffer bytes) implements Bytes {
    @Override
    public long size() {
      return bytes.capacity();
    }

    @Override
    public int read(ByteBuffer target, long position) {
      int count = (int) Math.min(target.remaining(), bytes.capacity() - position);
      target.put(bytes.slice((int) position, count));
      return count;
    }

    @Override
    public void close() {}
  }

  private static SafeTensorsReader open(Bytes channel) throws IOException {
    try {
      long fileSize = channel.size();
      long headerBytes = headerBytes(channel, fileSize);
      String header = decode(read(channel, LENGTH_BYTES, (int) headerBytes));
      // Text only ever begins with a brace: blanks may pad the header's end, not its beginning.
      if (!header.startsWith("{")) {
        throw new SafeTensorsException("the header does not begin with '{'");
      }
      List<TensorEntry> entries = HeaderParser.parse(header);
      long dataStart = LENGTH_BYTES + headerBytes;
      LayoutCheck.check(entries, fileSize - dataStart);
      return new SafeTensorsReader(channel, List.copyOf(entries), dataStart);
    } catch (IOException | RuntimeException | Error e) {
      try (channel) {
        throw e;
      }
    }
  }

  private static long headerBytes(Bytes channel, long fileSize) throws IOException {
    if (fileSize < LENGTH_BYTES) {
      throw new SafeTensorsException(
          "it has " + fileSize + " bytes, which is no safetensors file (truncated?)");
    }
    long length = read(channel, 0, LENGTH_BYTES).getLong();
    if (length < 0 || length > MAX_HEADER_BYTES) {
      throw new SafeTensorsException(
          "its header claims "
              + Long.toUnsignedString(length)
              + " bytes, more than the "
              + MAX_HEADER_BYTES
              + " of the format; this is no safetensors file");
    }
    if (length > fileSize - LENGTH_BYTES) {
      throw new SafeTensorsException(
          "its header claims " + length + " bytes, but the file has " + fileSize + " (truncated?)");
    }
    return length;
  }

  private static String decode(ByteBuffer bytes) throws SafeTensorsException {
    try {
      // A new decoder reports malformed input instead of replacing it.
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new SafeTensorsException("the header is not valid UTF-8", e);
    }
  }

  /** The tensors in the header's order. */
  public List<TensorEntry> entries() {
    return entries;
  }

  /**
   * Reads a tensor as float32, converting it if need be.
   *
   * @param entry one of {@link #entries}, of a type for which {@link DataType#isFloat} is true
   * @throws SafeTensorsException if it has more elements than a Java array, or the file has shrunk
   */
  public float[] read(TensorEntry entry) throws IOException {
    float[] values = new float[elements(entry)];
    int elementBytes = entry.type().bits() / Byte.SIZE;
    int chunk = CHUNK_BYTES / elementBytes;
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.min(chunk, values.length) * elementBytes)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int done = 0; done < values.length; done += chunk) {
      int count = Math.min(chunk, values.length - done);
      buffer.clear().limit(count * elementBytes);
      fill(channel, dataStart + entry.begin() + (long) done * elementBytes, buffer);
      entry.type().decode(buffer, values, done, count);
    }
    return values;
  }

  private static int elements(TensorEntry entry) throws SafeTensorsException {
    long elements = (entry.end() - entry.begin()) * Byte.SIZE / entry.type().bits();
    // An empty tensor may have one huge extent beside one of zero.
    boolean hugeExtent = Arrays.stream(entry.shape()).anyMatch(extent -> extent > MAX_ELEMENTS);
    if (elements > MAX_ELEMENTS || hugeExtent) {
      throw SafeTensorsException.inTensor(
          entry.name(),
          "the shape " + Arrays.toString(entry.shape()) + " is larger than a Java array can be");
    }
    return (int) elements;
  }

  private static ByteBuffer read(Bytes channel, long position, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    fill(channel, position, buffer);
    return buffer;
  }

  private static void fill(Bytes channel, long position, ByteBuffer buffer) throws IOException {
    long start = position;
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer, start);
      if (count < 0) {
        throw new SafeTensorsException("it ends at byte " + start + " while it is being read");
      }
      start += count;
    }
    buffer.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
