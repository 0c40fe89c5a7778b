package dev.lathe.processor.graph;

/** A pooling whose every cell has a say. */
public sealed interface SmoothPooling {

  /** {@code (sum |x|^p)^(1/p)}: the p-norm of a window. */
  record Norm(double p) implements SmoothPooling {}

  /**
   * {@code log(sum e^(beta x)) / beta}, less {@code log(n) / beta} of a mean over n cells.
   *
   * @param beta positive: the larger, the closer to the maximum
   */
  record LogSumExp(double beta, boolean mean) implements SmoothPooling {}
}
