package dev.lathe.samples.rows;

import dev.lathe.runtime.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes windows and rows of digits out of single ones. */
public final class RowImages {

  /** Rows are as high as a window. */
  public static final int HEIGHT = 32;

  /** The width of {@link Row}'s image. */
  public static final int WIDTH = 160;

  /** The class of a window that no digit is in the middle of. */
  public static final int NONE = 10;

  private static final int DIGIT = 28;

  /** A digit whose centre is at most this far from a window's is in its middle. */
  private static final int NEAR = 3;

  private final Dataset digits;
  private final Random random;

  /**
   * Makes images of these digits.
   *
   * @param digits 28x28 pixels each, from 0 to 1
   */
  public RowImages(Dataset digits, long seed) {
    this.digits = digits;
    this.random = new Random(seed);
  }

  /**
   * A row and what stands in it.
   *
   * @param pixels one map of {@link #HEIGHT} x {@link #WIDTH}
   * @param centres where each digit's middle is
   */
  @SuppressWarnings("ArrayRecordComponent") // an image: nobody compares it
  public record Sample(float[] pixels, List<Integer> labels, List<Integer> centres) {}

  /** A row of up to six digits, 22 to 26 pixels apart. */
  public Sample row(int count) {
    float[] pixels = new float[HEIGHT * WIDTH];
    List<Integer> labels = new ArrayList<>();
    List<Integer> centres = new ArrayList<>();
    int centre = 16 + random.nextInt(6);
    for (int i = 0; i < count && centre <= WIDTH - 16; i++) {
      int digit = random.nextInt(digits.size());
      draw(digit, pixels, centre - DIGIT / 2, random.nextInt(HEIGHT - DIGIT + 1));
      labels.add(digits.label(digit));
      centres.add(centre);
      centre += 22 + random.nextInt(5);
    }
    return new Sample(pixels, labels, centres);
  }

  /** Windows out of rows, as many with a digit in their middle as without. */
  public Dataset windows(int count) {
    float[] pixels = new float[count * HEIGHT * HEIGHT];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      Sample row = row(1 + random.nextInt(6));
      int which = random.nextInt(row.labels().size());
      int centre = row.centres().get(which);
      int off = i % 2 == 0 ? random.nextInt(2 * NEAR + 1) - NEAR : 0;
      while (i % 2 == 1 && (Math.abs(off) < NEAR + 3 || isNear(row, centre + off))) {
        off = random.nextInt(61) - 30;
      }
      labels[i] = i % 2 == 0 ? row.labels().get(which) : NONE;
      cut(row.pixels(), centre + off - HEIGHT / 2, pixels, i * HEIGHT * HEIGHT);
    }
    return Dataset.ofFloats(pixels, new int[] {1, HEIGHT, HEIGHT}, labels, NONE + 1);
  }

  private static boolean isNear(Sample row, int middle) {
    return row.centres().stream().anyMatch(centre -> Math.abs(centre - middle) < NEAR + 3);
  }

  private void draw(int digit, float[] row, int left, int top) {
    float[] image = new float[DIGIT * DIGIT];
    digits.copyImage(digit, image, 0);
    for (int y = 0; y < DIGIT; y++) {
      for (int x = 0; x < DIGIT; x++) {
        int at = (top + y) * WIDTH + left + x;
        if (left + x >= 0 && left + x < WIDTH) {
          row[at] = Math.max(row[at], image[y * DIGIT + x]);
        }
      }
    }
  }

  /** Beyond the row there is nothing. */
  private static void cut(float[] row, int left, float[] windows, int offset) {
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < HEIGHT; x++) {
        boolean isInside = left + x >= 0 && left + x < WIDTH;
        windows[offset + y * HEIGHT + x] = isInside ? row[y * WIDTH + left + x] : 0;
      }
    }
  }
}
