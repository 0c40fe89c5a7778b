package dev.lathe.processor.declaration;

/** What a pooling makes of a window, as written. */
public sealed interface PoolingDeclaration {

  record Maximum() implements PoolingDeclaration {}

  /** Where the maximum stands. */
  record Positions() implements PoolingDeclaration {}

  record Sum() implements PoolingDeclaration {}

  /**
   * A mean.
   *
   * @param divisor 0 where cells are counted
   */
  record Mean(boolean countPadding, Figure<Integer> divisor) implements PoolingDeclaration {}

  /** A mean over all cells of the map. */
  record PlainMean() implements PoolingDeclaration {}

  record Norm(Figure<Double> p) implements PoolingDeclaration {}

  record LogSumExp(Figure<Double> beta, boolean mean) implements PoolingDeclaration {}

  /** A sum with a weight and a bias. */
  record Subsampling() implements PoolingDeclaration {}
}
