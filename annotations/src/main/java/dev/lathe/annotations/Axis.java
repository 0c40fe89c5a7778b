package dev.lathe.annotations;

/** The axes of a map. */
public enum Axis {
  /** The maps. */
  CHANNELS,
  /** The third axis from behind of a volume. */
  DEPTH,
  /** The rows. */
  HEIGHT,
  /** The cells of a row; time in a sequence. */
  WIDTH
}
