package dev.lathe.runtime.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads files in the IDX format, plain or compressed by gzip (their contents tell which, not their
 * names). An IDX file is two zero bytes, the {@link IdxType}'s code, the number of axes, the axes'
 * extents as 32-bit integers, and the elements, row-major; all numbers are big-endian.
 *
 * <p>A damaged file is refused with a {@link DatasetException} that names it: a wrong magic number,
 * an unknown type, no axis, extents whose product overflows or exceeds what is in the file, data
 * that are cut off or followed by more, a wrong checksum. Memory is claimed only for what the file
 * can really hold, and never more than 1 GiB a file.
 */
public final class IdxReader {

  private static final int LIMIT = 1 << 30;

  private IdxReader() {}

  /**
   * Reads one file.
   *
   * @throws DatasetException if it cannot be read or is damaged
   */
  public static IdxArray read(Path file) {
    String name = file.toString();
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, name);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /**
   * Reads a stream to its end; the caller closes it.
   *
   * @param name what messages call the stream
   * @throws DatasetException if it cannot be read or is damaged
   */
  public static IdxArray read(InputStream in, String name) {
    byte[] file;
    try {
      file = in.readNBytes(LIMIT + 1);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
    if (file.length > LIMIT) {
      throw new DatasetException(name + " is larger than " + LIMIT + " bytes: split it");
    }
    return Gunzip.isGzip(file) ? compressed(name, file) : plain(name, file);
  }

  /**
   * Reads images and their labels.
   *
   * @param images {@code [n, H, W]} for grey images, which get one channel, or {@code [n, C, H, W]}
   *     or {@code [n, C, D, H, W]}; {@code [n, C]} for vectors
   * @param labels {@code [n]}, whole numbers from 0 to {@code classes - 1}
   * @throws DatasetException if a file cannot be read or is damaged, or the two do not fit
   */
  public static Dataset labelled(Path images, Path labels, int classes) {
    return labelled(read(images), read(labels), classes);
  }

  /** Joins images and their labels; see {@link #labelled(Path, Path, int)}. */
  public static Dataset labelled(IdxArray images, IdxArray labels, int classes) {
    int[] shape = images.shape();
    if (shape.length < 2 || shape.length > 5 || images.size() == 0) {
      throw new DatasetException(
          images + " holds no images: their shape is {number, channels, height, width}");
    }
    int[] labelShape = labels.shape();
    if (labelShape.length != 1 || !labels.type().isInteger()) {
      throw new DatasetException(labels + " holds no labels: they are one whole number an image");
    }
    if (labelShape[0] != shape[0]) {
      throw new DatasetException(
          images.name()
              + " has "
              + shape[0]
              + " images, but "
              + labels.name()
              + " has "
              + labelShape[0]
              + " labels: are they a pair?");
    }
    int[] imageShape = Arrays.copyOfRange(shape, 1, shape.length);
    if (imageShape.length == 2) {
      imageShape = new int[] {1, imageShape[0], imageShape[1]};
    }
    Images store =
        images.type() == IdxType.UBYTE
            ? Dataset.bytes(images.toBytes(), imageShape)
            : Dataset.floats(images.toFloats(), imageShape);
    return Dataset.labelled(store, imageShape, Dataset.labels(classesOf(labels, classes), classes));
  }

  private static int[] classesOf(IdxArray labels, int classes) {
    int[] values = new int[labels.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (int) labels.get(i);
      if (values[i] < 0 || values[i] >= classes) {
        throw new DatasetException(
            labels.name()
                + " has the label "
                + values[i]
                + " for image "
                + i
                + ": it is not in 0.."
                + (classes - 1));
      }
    }
    return values;
  }

  private static IdxArray plain(String name, byte[] file) {
    IdxHeader header = IdxHeader.begin(name, Arrays.copyOf(file, Math.min(4, file.length)));
    int end = Math.min(header.bytes(), file.length);
    int[] shape = header.shape(ByteBuffer.wrap(file, Math.min(4, end), end - Math.min(4, end)));
    long data = header.dataBytes(shape);
    long actual = (long) file.length - header.bytes();
    if (data != actual) {
      throw header.sizeMismatch(shape, data, actual);
    }
    return new IdxArray(name, header.type(), shape, file, header.bytes());
  }

  private static IdxArray compressed(String name, byte[] file) {
    try (Gunzip gunzip = new Gunzip(name, file)) {
      byte[] begin = new byte[4];
      IdxHeader header = IdxHeader.begin(name, Arrays.copyOf(begin, gunzip.read(begin)));
      byte[] extents = new byte[header.bytes() - 4];
      int[] shape = header.shape(ByteBuffer.wrap(extents, 0, gunzip.read(extents)));
      long data = header.dataBytes(shape);
      long possible = Math.min(LIMIT, (long) Gunzip.MAXIMUM_RATIO * file.length);
      if (data > possible) {
        throw header.sizeMismatch(shape, data, possible);
      }
      byte[] bytes = new byte[(int) data];
      int actual = gunzip.read(bytes);
      if (actual != data) {
        throw header.sizeMismatch(shape, data, actual);
      }
      gunzip.end();
      return new IdxArray(name, header.type(), shape, bytes, 0);
    }
  }

  private static DatasetException unreadable(String name, IOException cause) {
    return new DatasetException("Cannot read " + name + ": " + cause, cause);
  }
}
