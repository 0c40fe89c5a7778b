package dev.lathe.runtime.data;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Reads one gzip stream that lies in memory. {@link java.util.zip.GZIPInputStream} is not used
 * because it passes over bytes behind the stream's end, which here mean a damaged file.
 */
final class Gunzip implements AutoCloseable {

  /** Deflate cannot shrink anything further than this. */
  static final int MAXIMUM_RATIO = 1032;

  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int TRAILER_BYTES = 8;

  private final String name;
  private final byte[] file;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();

  Gunzip(String name, byte[] file) {
    this.name = name;
    this.file = file;
    int begin = skipHeader();
    inflater.setInput(file, begin, file.length - begin);
  }

  static boolean isGzip(byte[] file) {
    return file.length >= 2 && (file[0] & 0xFF) == 0x1F && (file[1] & 0xFF) == 0x8B;
  }

  /** Fills {@code destination} and says how much of it could be filled before the data ended. */
  int read(byte[] destination) {
    int filled = 0;
    try {
      while (filled < destination.length && !inflater.finished()) {
        int count = inflater.inflate(destination, filled, destination.length - filled);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw damaged("its compressed data end too early", null);
        }
        filled += count;
      }
    } catch (DataFormatException e) {
      throw damaged("its compressed data are invalid (" + e.getMessage() + ")", e);
    }
    checksum.update(destination, 0, filled);
    return filled;
  }

  /** Checks that the data end here, that they are what was compressed, and that nothing follows. */
  void end() {
    if (read(new byte[1]) != 0) {
      throw new DatasetException(
          name + " holds more data than its header says: it is damaged; fetch it again");
    }
    int trailer = file.length - inflater.getRemaining();
    if (inflater.getRemaining() < TRAILER_BYTES) {
      throw damaged("its checksum is cut off", null);
    }
    if (inflater.getRemaining() > TRAILER_BYTES) {
      int extra = inflater.getRemaining() - TRAILER_BYTES;
      throw damaged(extra + " bytes follow its end", null);
    }
    if (littleEndian(trailer) != (int) checksum.getValue()
        || littleEndian(trailer + 4) != (int) inflater.getBytesWritten()) {
      throw damaged("its checksum is wrong", null);
    }
  }

  @Override
  public void close() {
    inflater.end();
  }

  private int skipHeader() {
    if (file.length < 10 || file[2] != 8) {
      throw damaged("its header is cut off or names an unknown method", null);
    }
    int flags = file[3];
    int at = 10;
    if ((flags & EXTRA) != 0) {
      need(at + 2);
      at += 2 + ((file[at] & 0xFF) | (file[at + 1] & 0xFF) << 8);
    }
    if ((flags & NAME) != 0) {
      at = afterZero(at);
    }
    if ((flags & COMMENT) != 0) {
      at = afterZero(at);
    }
    if ((flags & HEADER_CRC) != 0) {
      at += 2;
    }
    need(at);
    return at;
  }

  private int afterZero(int from) {
    int at = from;
    do {
      need(at + 1);
    } while (file[at++] != 0);
    return at;
  }

  private void need(int bytes) {
    if (bytes > file.length) {
      throw damaged("its header is cut off", null);
    }
  }

  private int littleEndian(int at) {
    return (file[at] & 0xFF)
        | (file[at + 1] & 0xFF) << 8
        | (file[at + 2] & 0xFF) << 16
        | (file[at + 3] & 0xFF) << 24;
  }

  private DatasetException damaged(String what, @Nullable Throwable cause) {
    return new DatasetException(
        name + " is a damaged gzip file: " + what + "; fetch it again", cause);
  }
}
