package dev.lathe.processor.gradient;

/** What training minimises, for one image. */
public enum LossKind {
  /** The mean over positions of {@code -sum t log p}, p the softmax of the channels. */
  CROSS_ENTROPY,
  /** The mean over the scores of {@code (y - t)^2}. */
  SQUARED_ERROR
}
