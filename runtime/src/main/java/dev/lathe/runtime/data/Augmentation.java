package dev.lathe.runtime.data;

/**
 * Random changes of images before each step of a training, so that no image is seen twice alike:
 * rotation, translation, rescaling, stretching, shearing and flipping, in this order of the matrix,
 * about the image's centre. They are one map of the plane, so that the image is sampled once, by
 * bilinear interpolation; what comes from outside is the border's value.
 *
 * <pre>{@code
 * Augmentation.NONE.rotated(10).translated(2, 2).rescaled(0.9f, 1.1f).flippedSideways(0.5f)
 * }</pre>
 *
 * @param rotation largest angle in degrees, either way
 * @param right largest shift sideways in pixels, either way
 * @param down largest shift up or down in pixels
 * @param smallest smallest factor of size
 * @param largest largest factor of size
 * @param narrowest smallest factor of the width alone
 * @param widest largest factor of the width alone
 * @param shear largest angle in degrees by which uprights lean, either way; below 90
 * @param sideways probability of left and right changing places
 * @param upsideDown probability of top and bottom changing places
 * @param border what lies around an image
 */
public record Augmentation(
    float rotation,
    float right,
    float down,
    float smallest,
    float largest,
    float narrowest,
    float widest,
    float shear,
    float sideways,
    float upsideDown,
    float border) {

  /** No changes at all. */
  public static final Augmentation NONE = new Augmentation(0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Augmentation {
    check(rotation >= 0 && rotation <= 180, "an angle of rotation from 0 to 180", rotation);
    check(right >= 0 && right < 1e6f, "a shift of at least 0", right);
    check(down >= 0 && down < 1e6f, "a shift of at least 0", down);
    check(smallest > 0 && largest < 1e6f, "factors greater than 0", smallest);
    check(smallest <= largest, "factors in ascending order", largest);
    check(narrowest > 0 && widest < 1e6f, "factors greater than 0", narrowest);
    check(narrowest <= widest, "factors in ascending order", widest);
    check(shear >= 0 && shear < 90, "an angle of shear from 0 to less than 90", shear);
    check(sideways >= 0 && sideways <= 1, "a probability", sideways);
    check(upsideDown >= 0 && upsideDown <= 1, "a probability", upsideDown);
    check(Float.isFinite(border), "a finite border", border);
  }

  private static void check(boolean fits, String wanted, float value) {
    if (!fits) {
      throw new IllegalArgumentException("An augmentation needs " + wanted + ", not " + value);
    }
  }

  /** Rotates by up to so many degrees, either way. */
  public Augmentation rotated(float degrees) {
    return new Augmentation(
        degrees,
        right,
        down,
        smallest,
        largest,
        narrowest,
        widest,
        shear,
        sideways,
        upsideDown,
        border);
  }

  /** Shifts by up to so many pixels, either way. */
  public Augmentation translated(float across, float along) {
    return new Augmentation(
        rotation,
        across,
        along,
        smallest,
        largest,
        narrowest,
        widest,
        shear,
        sideways,
        upsideDown,
        border);
  }

  /**
   * Makes smaller or larger by a factor between the two, whose logarithm is uniform: half as large
   * is as likely as twice as large.
   */
  public Augmentation rescaled(float least, float most) {
    return new Augmentation(
        rotation, right, down, least, most, narrowest, widest, shear, sideways, upsideDown, border);
  }

  /**
   * Makes narrower or wider, not lower or higher, by a factor between the two, whose logarithm is
   * uniform.
   */
  public Augmentation stretched(float least, float most) {
    return new Augmentation(
        rotation, right, down, smallest, largest, least, most, shear, sideways, upsideDown, border);
  }

  /** Lets uprights lean by up to so many degrees, either way. */
  public Augmentation sheared(float degrees) {
    return new Augmentation(
        rotation,
        right,
        down,
        smallest,
        largest,
        narrowest,
        widest,
        degrees,
        sideways,
        upsideDown,
        border);
  }

  /** Lets left and right change places with this probability. */
  public Augmentation flippedSideways(float probability) {
    return new Augmentation(
        rotation,
        right,
        down,
        smallest,
        largest,
        narrowest,
        widest,
        shear,
        probability,
        upsideDown,
        border);
  }

  /** Lets top and bottom change places with this probability. */
  public Augmentation flippedUpsideDown(float probability) {
    return new Augmentation(
        rotation,
        right,
        down,
        smallest,
        largest,
        narrowest,
        widest,
        shear,
        sideways,
        probability,
        border);
  }

  /** Takes another value for what lies around an image: that of black, after normalisation. */
  public Augmentation bordered(float value) {
    return new Augmentation(
        rotation,
        right,
        down,
        smallest,
        largest,
        narrowest,
        widest,
        shear,
        sideways,
        upsideDown,
        value);
  }

  /** Whether images stay as they are. */
  public boolean isNone() {
    return equals(NONE.bordered(border));
  }

  /**
   * Changes one image, without allocating anything.
   *
   * @param image the planes one after the other, from {@code offset} on; overwritten
   * @param scratch at least as many floats as the image has
   * @param key what the changes are drawn from: the same key makes the same changes
   * @throws IndexOutOfBoundsException if an array is too short
   */
  public void apply(
      float[] image, int offset, int planes, int height, int width, float[] scratch, long key) {
    Draw draw = new Draw(key);
    double angle = Math.toRadians(draw.between(-rotation, rotation));
    double x = draw.between(-right, right);
    double y = draw.between(-down, down);
    double size = draw.factor(smallest, largest);
    double stretch = size * draw.factor(narrowest, widest);
    double lean = Math.tan(Math.toRadians(draw.between(-shear, shear)));
    double mirror = draw.unit() < sideways ? -1 : 1;
    double flip = draw.unit() < upsideDown ? -1 : 1;
    // The columns of rotation * shear * scale * flip: where a step to the right, or down, leads.
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double xx = cos * stretch * mirror;
    double yx = sin * stretch * mirror;
    double xy = (cos * lean - sin) * size * flip;
    double yy = (sin * lean + cos) * size * flip;
    double determinant = xx * yy - xy * yx;

    int plane = height * width;
    System.arraycopy(image, offset, scratch, 0, planes * plane);
    double middleX = (width - 1) / 2.0;
    double middleY = (height - 1) / 2.0;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double dx = column - middleX - x;
        double dy = row - middleY - y;
        double fromX = (yy * dx - xy * dy) / determinant + middleX;
        double fromY = (xx * dy - yx * dx) / determinant + middleY;
        int to = offset + row * width + column;
        for (int p = 0; p < planes; p++) {
          image[to + p * plane] = sample(scratch, p * plane, height, width, fromY, fromX);
        }
      }
    }
  }

  private float sample(float[] from, int plane, int height, int width, double y, double x) {
    int top = (int) Math.floor(y);
    int left = (int) Math.floor(x);
    float down0 = (float) (y - top);
    float right0 = (float) (x - left);
    float upper =
        (1 - right0) * cell(from, plane, height, width, top, left)
            + right0 * cell(from, plane, height, width, top, left + 1);
    float lower =
        (1 - right0) * cell(from, plane, height, width, top + 1, left)
            + right0 * cell(from, plane, height, width, top + 1, left + 1);
    return (1 - down0) * upper + down0 * lower;
  }

  private float cell(float[] from, int plane, int height, int width, int y, int x) {
    boolean inside = y >= 0 && y < height && x >= 0 && x < width;
    return inside ? from[plane + y * width + x] : border;
  }

  /** SplitMix64 (Steele, Lea, Flood 2014). */
  private static final class Draw {
    private long state;

    Draw(long key) {
      state = key;
    }

    double unit() {
      state += 0x9e3779b97f4a7c15L;
      long z = state;
      z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
      z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
      return ((z ^ (z >>> 31)) >>> 11) * 0x1p-53;
    }

    double between(double least, double most) {
      return least + unit() * (most - least);
    }

    /** Log-uniform. */
    double factor(double least, double most) {
      return least * Math.pow(most / least, unit());
    }
  }
}
