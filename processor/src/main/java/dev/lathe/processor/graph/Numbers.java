package dev.lathe.processor.graph;

/** What a parameter's elements are, which says how near they have to be computed with. */
public enum Numbers {
  /** Figures: results may be rounded. */
  FIGURES,
  /** Integers of few bits: sums of their products are expected to be exact. */
  INTEGERS,
  /** Whole numbers that take more bits than rounded weights have, such as ids in a table. */
  IDS;

  /** Whether they may be read from words of fewer bits. */
  public boolean mayBeRounded() {
    return this != IDS;
  }

  /** Whether sums with them may be made of other sums, whose roundings do not cancel. */
  public boolean mayBeTransformed() {
    return this == FIGURES;
  }
}
