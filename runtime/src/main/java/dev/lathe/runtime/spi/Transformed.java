package dev.lathe.runtime.spi;

import java.util.stream.IntStream;

/**
 * A {@link Packing.Transform} made ready to run. It computes in double precision: what is rounded
 * here is rounded once, when weights are loaded.
 */
final class Transformed {
  private final Packing.Transform transform;
  private final int parameter;
  private final int size;

  /**
   * @param parameter its place in canonical order
   * @param parameterSize its size in floats
   */
  Transformed(Packing.Transform transform, int parameter, int parameterSize) {
    this.transform = transform;
    this.parameter = parameter;
    int floats = parameterSize;
    for (Packing.Step step : transform.steps()) {
      if ((long) step.outer() * step.inner() * step.width() != floats) {
        throw new IllegalArgumentException(
            "A transform of %s takes %d x %d x %d values, but gets %d: the generated code is faulty"
                .formatted(
                    transform.parameter(), step.outer(), step.width(), step.inner(), floats));
      }
      floats =
          Math.multiplyExact(
              Math.multiplyExact(step.outer(), step.inner()), step.matrix().length / step.width());
    }
    this.size = floats;
  }

  /** The product's size in floats. */
  int size() {
    return size;
  }

  /** The product, given all parameters. */
  float[] of(float[][] stored) {
    float[] floats = stored[parameter];
    double[] values = IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
    for (Packing.Step step : transform.steps()) {
      values = product(step, values);
    }
    float[] product = new float[values.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = (float) values[i];
    }
    return product;
  }

  private static double[] product(Packing.Step step, double[] x) {
    int height = step.matrix().length / step.width();
    int inner = step.inner();
    double[] y = new double[height * step.outer() * inner];
    for (int p = 0; p < height; p++) {
      for (int a = 0; a < step.outer(); a++) {
        int to = (p * step.outer() + a) * inner;
        for (int k = 0; k < step.width(); k++) {
          double factor = step.matrix()[p * step.width() + k];
          int from = (a * step.width() + k) * inner;
          for (int b = 0; b < inner; b++) {
            y[to + b] += factor * x[from + b];
          }
        }
      }
    }
    return y;
  }
}
