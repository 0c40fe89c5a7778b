package dev.lathe.processor.schedule;

/** The names of spatial axes, from the last one backwards: x, y, z. */
public final class AxisNames {
  private static final String LETTERS = "xyztuv";

  private AxisNames() {}

  /** {@code y} for the first of two spatial axes. */
  public static String position(int rank, int axis) {
    return String.valueOf(LETTERS.charAt(rank - 1 - axis));
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
