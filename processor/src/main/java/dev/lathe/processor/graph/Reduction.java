package dev.lathe.processor.graph;

/** How elements are folded into one. */
public enum Reduction {
  SUM,
  MEAN,
  /** The derivative goes to the first maximum in row-major order. */
  MAXIMUM,
  /** The derivative goes to the first minimum in row-major order. */
  MINIMUM;

  /** What the fold begins with. */
  public double start() {
    return switch (this) {
      case SUM, MEAN -> 0;
      case MAXIMUM -> Double.NEGATIVE_INFINITY;
      case MINIMUM -> Double.POSITIVE_INFINITY;
    };
  }

  /** One step of the fold; the mean divides at the end. */
  public double fold(double a, double b) {
    return switch (this) {
      case SUM, MEAN -> a + b;
      case MAXIMUM -> Math.max(a, b);
      case MINIMUM -> Math.min(a, b);
    };
  }
}
