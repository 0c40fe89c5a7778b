package dev.lathe.runtime.look;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;

/** Coloured pixels that can be saved; immutable. {@link Pictures} makes them. */
public final class Picture {
  private final int width;
  private final int height;
  private final int[] pixels;

  /**
   * A picture.
   *
   * @param pixels row by row, {@code 0xRRGGBB}; not copied
   */
  Picture(int width, int height, int[] pixels) {
    this.width = width;
    this.height = height;
    this.pixels = pixels;
  }

  /** The number of columns. */
  public int width() {
    return width;
  }

  /** The number of rows. */
  public int height() {
    return height;
  }

  /**
   * A pixel's colour, {@code 0xRRGGBB}.
   *
   * @param x from 0 at the left
   * @param y from 0 at the top
   * @throws IndexOutOfBoundsException if there is no such pixel
   */
  public int colour(int x, int y) {
    return pixels[Objects.checkIndex(y, height) * width + Objects.checkIndex(x, width)];
  }

  /** The same with every pixel as a square of {@code factor} times {@code factor}. */
  public Picture enlarged(int factor) {
    if (factor < 1) {
      throw new IllegalArgumentException("A picture cannot be enlarged " + factor + " times");
    }
    int wide = Math.multiplyExact(width, factor);
    int[] large = new int[Math.multiplyExact(wide, Math.multiplyExact(height, factor))];
    for (int k = 0; k < large.length; k++) {
      large[k] = pixels[k / wide / factor * width + k % wide / factor];
    }
    return new Picture(wide, height * factor, large);
  }

  /**
   * Writes a PNG file; its folder is made if it is not there.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public void writePng(Path file) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, width, height, pixels, 0, width);
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      if (!ImageIO.write(image, "png", file.toFile())) {
        throw new IOException("this JDK has no writer of PNG files");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
