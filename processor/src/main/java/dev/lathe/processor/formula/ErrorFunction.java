package dev.lathe.processor.formula;

/** The error function in double precision, to about 1e-15: Java has none. */
public final class ErrorFunction {
  /** From here on 1 - erf is below half an ulp of 1. */
  private static final double SATURATED = 6;

  private static final double SERIES_END = 2.5;
  private static final int FRACTION_TERMS = 60;

  private ErrorFunction() {}

  /** {@code 2/sqrt(pi)} times the integral of {@code exp(-t^2)} from 0 to {@code x}. */
  public static double of(double x) {
    double size = Math.abs(x);
    if (size > SATURATED) {
      return Math.signum(x);
    }
    double value = size < SERIES_END ? series(size) : 1 - complement(size);
    return Math.copySign(value, x);
  }

  /** Abramowitz and Stegun 7.1.6, whose summands are all positive. */
  private static double series(double x) {
    double summand = x;
    double sum = x;
    for (int n = 1; summand > 1e-18 * sum; n++) {
      summand *= 2 * x * x / (2 * n + 1);
      sum += summand;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }

  /** Abramowitz and Stegun 7.1.14, a continued fraction. */
  private static double complement(double x) {
    double fraction = x;
    for (int n = FRACTION_TERMS; n > 0; n--) {
      fraction = x + n / 2.0 / fraction;
    }
    return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
  }
}
