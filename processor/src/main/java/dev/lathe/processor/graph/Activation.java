package dev.lathe.processor.graph;

/** The element-wise functions. Each derivative is a function of the output alone. */
public enum Activation {
  /** {@code max(0, x)}; the derivative at 0 is 0. */
  RELU,
  /** The hyperbolic tangent; {@code y' = 1 - y^2}. */
  TANH,
  /** {@code 1 / (1 + e^-x)}; {@code y' = y (1 - y)}. */
  SIGMOID;

  /** The value in double precision, for the interpreters. */
  public double apply(double x) {
    return switch (this) {
      case RELU -> x > 0 ? x : (Double.isNaN(x) ? x : 0);
      case TANH -> Math.tanh(x);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
    };
  }

  /** The derivative at the point whose value is {@code y}, in double precision. */
  public double derivative(double y) {
    return switch (this) {
      case RELU -> y > 0 ? 1 : 0;
      case TANH -> 1 - y * y;
      case SIGMOID -> y * (1 - y);
    };
  }
}
