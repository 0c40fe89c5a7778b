package dev.lathe.annotations;

/** How many cells are put around a map before a kernel slides over it. */
public enum PadSize {
  /** As many as {@code padding} says. */
  EXPLICIT,
  /** None: the kernel stays on the map. */
  VALID,
  /**
   * As many as make the output as large as the input, divided by the stride and rounded up; of an
   * odd number one more behind the map than before it.
   */
  SAME,
  /** As many as let every tap of the kernel meet every cell: the wide convolution. */
  FULL
}
