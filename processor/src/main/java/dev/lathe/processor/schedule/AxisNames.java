package dev.lathe.processor.schedule;

/**
 * The names of a contraction's axes, as people read them in schedules, pins and generated code.
 * Axes of space are named from the last one backwards: x, y, z.
 */
public final class AxisNames {

  /** Images, where several are computed at once. */
  public static final String IMAGE = "n";

  /** Groups of channels. */
  public static final String GROUP = "group";

  /** The result's channels, those of one group where there are several. */
  public static final String CHANNEL = "o";

  /** The other side's channels, which most contractions sum over. */
  static final String INPUT = "i";

  /** The products of a transformed tile, each a product of matrices of its own. */
  static final String PRODUCT = "product";

  /** Those of one point along the first axis, where not all tiles take all of them. */
  static final String POINT = "point";

  /** The lanes of a vector, where each sums a share of the products. */
  static final String LANE = "lane";

  /** The parts of a kernel that is longer than its tile, or of weights that lie tile by tile. */
  static final String PART = "part";

  private static final String LETTERS = "xyztuv";

  private AxisNames() {}

  /** {@code y} for the first of two spatial axes. */
  public static String position(int rank, int axis) {
    int place = rank - 1 - axis;
    // Maps have three axes at most; values in general may have more than there are letters.
    return place < LETTERS.length() ? String.valueOf(LETTERS.charAt(place)) : "w" + place;
  }

  /** {@code ky}: the tap of a kernel. */
  public static String tap(int rank, int axis) {
    return "k" + position(rank, axis);
  }

  /** {@code py}: the cell of a pooling window. */
  static String pooled(int rank, int axis) {
    return "p" + position(rank, axis);
  }
}
