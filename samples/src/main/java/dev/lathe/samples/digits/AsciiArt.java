package dev.lathe.samples.digits;

import java.util.ArrayList;
import java.util.List;

/** Draws images with characters, some beside each other. */
final class AsciiArt {

  /** From paper to ink. */
  private static final String SHADES = " .:-=+*#%@";

  private static final int GAP = 3;

  private AsciiArt() {}

  /**
   * Draws grey images beside each other, with a line of text below each. Two rows of pixels make a
   * row of characters, since these are about twice as high as wide.
   *
   * @param images row-major, values 0 (paper) to 1 (ink)
   * @param captions one an image
   */
  static List<String> draw(List<float[]> images, int width, List<String> captions) {
    List<String> lines = new ArrayList<>();
    int height = images.getFirst().length / width;
    for (int y = 0; y + 1 < height; y += 2) {
      StringBuilder line = new StringBuilder();
      for (float[] image : images) {
        for (int x = 0; x < width; x++) {
          float ink = (image[y * width + x] + image[(y + 1) * width + x]) / 2;
          line.append(shade(ink));
        }
        line.append(" ".repeat(GAP));
      }
      lines.add(line.toString().stripTrailing());
    }
    StringBuilder line = new StringBuilder();
    for (String caption : captions) {
      line.append(caption);
      line.append(" ".repeat(Math.max(1, width + GAP - caption.length())));
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }

  private static char shade(float ink) {
    int shade = (int) (ink * SHADES.length());
    return SHADES.charAt(Math.clamp(shade, 0, SHADES.length() - 1));
  }
}
