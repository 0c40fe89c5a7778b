package dev.lathe.annotations;

/** How the parts of one image's loss, those of its positions or elements, become one number. */
public enum Reduction {
  /** Their mean. */
  MEAN,
  /** Their sum. The loss of a mini-batch still is the mean over its images. */
  SUM
}
