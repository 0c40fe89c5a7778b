package dev.lathe.processor.schedule;

/** The names of spatial axes, from the last one backwards: x, y, z. */
public final class AxisNames {
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
