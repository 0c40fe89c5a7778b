package dev.lathe.samples.digits;

import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.data.DatasetException;
import dev.lathe.runtime.data.IdxArray;
import dev.lathe.runtime.data.IdxReader;
import java.io.IOException;
import java.io.InputStream;

/**
 * The MNIST database of handwritten digits, which lies among this module's resources; see its
 * {@code ATTRIBUTION.md}. Images are {@code [1, 28, 28]} bytes, 0 for paper and 255 for ink.
 */
public final class Mnist {

  /** The mean of the training images' pixels, of which ink is 1. */
  public static final float MEAN = 0.1307f;

  /** The standard deviation of the training images' pixels. */
  public static final float DEVIATION = 0.3081f;

  private static final int DIGITS = 10;

  private Mnist() {}

  /** The 60,000 images to learn from. */
  public static Dataset training() {
    return read("train");
  }

  /** The 10,000 images to be judged by, written by other people than the training images. */
  public static Dataset test() {
    return read("t10k");
  }

  /** Images as {@link dev.lathe.samples.LeNet5} wants them: 32x32 pixels, normalised. */
  public static Dataset forLeNet5(Dataset images) {
    return images.padded(2).scaled(1 / 255f).normalized(MEAN, DEVIATION);
  }

  private static Dataset read(String part) {
    return IdxReader.labelled(
        resource(part + "-images-idx3-ubyte.gz"), resource(part + "-labels-idx1-ubyte.gz"), DIGITS);
  }

  private static IdxArray resource(String file) {
    String name = "/mnist/" + file;
    try (InputStream in = Mnist.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new DatasetException("There is no resource " + name + " beside the class Mnist");
      }
      return IdxReader.read(in, name);
    } catch (IOException e) {
      throw new DatasetException("Cannot read the resource " + name + ": " + e, e);
    }
  }
}
