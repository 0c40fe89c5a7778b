package dev.lathe.samples.nyu;

import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.data.IdxReader;
import java.nio.file.Path;

/**
 * The digits of the United States Postal Service's zip codes, 16x16 pixels from -1 to 1: 7,291 to
 * learn from, 2,007 to be judged by. Their terms are not stated, so that they are not part of the
 * samples; a folder has to hold them as idx files of 16-bit numbers, a thousandth each.
 */
public final class Usps {
  private static final int DIGITS = 10;

  private Usps() {}

  /** The images to learn from. */
  public static Dataset training(Path folder) {
    return read(folder, "train");
  }

  /** The images to be judged by. */
  public static Dataset test(Path folder) {
    return read(folder, "test");
  }

  private static Dataset read(Path folder, String part) {
    return IdxReader.labelled(
            folder.resolve("usps-" + part + "-images-idx3-short.gz"),
            folder.resolve("usps-" + part + "-labels-idx1-ubyte.gz"),
            DIGITS)
        .scaled(1 / 1000f);
  }
}
