package dev.lathe.processor.schedule;

/** Which axis of a feature map lies contiguous in memory. */
public enum Order {
  /** Rows are contiguous; vectors run along the width. How images arrive. */
  CHANNELS_FIRST,
  /**
   * The channels of a position are contiguous, filled up to whole vectors; vectors run along them.
   */
  CHANNELS_LAST
}
