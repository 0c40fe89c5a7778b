package dev.lathe.processor.testing;

/** Arrays of floats as comparisons want them. */
final class Floats {
  private Floats() {}

  /** Each value times {@code factor}, in double. */
  static double[] toDoubles(float[] values, double factor) {
    double[] doubles = new double[values.length];
    for (int k = 0; k < values.length; k++) {
      doubles[k] = factor * values[k];
    }
    return doubles;
  }
}
