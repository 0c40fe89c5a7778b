package dev.lathe.processor.graph;

/**
 * The interpreter's pooling. A window that sees no cell of the map (only padding larger than the
 * window makes one) has the maximum minus infinity and the mean 0, and its derivative goes nowhere.
 */
final class Pools {
  private Pools() {}

  static Value max(Window window, Value x) {
    Value y = new Value(Shape.map(x.channels(), window.outputExtents(x.shape().spatial())));
    Sliding sliding = new Sliding(window, x.shape(), y.shape());
    for (int c = 0; c < y.channels(); c++) {
      for (int p = 0; p < sliding.windows(); p++) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int r = 0; r < sliding.taps(); r++) {
          int cell = sliding.cell(p, r);
          if (cell != Sliding.PADDING) {
            largest = Math.max(largest, x.get(c, cell));
          }
        }
        y.set(c, p, largest);
      }
    }
    return y;
  }

  /** The whole derivative of a window goes to its first cell that equals its maximum. */
  static Value maxGradient(Window window, Value x, Value y, Value dy) {
    Value dx = new Value(x.shape());
    Sliding sliding = new Sliding(window, x.shape(), y.shape());
    for (int c = 0; c < y.channels(); c++) {
      for (int p = 0; p < sliding.windows(); p++) {
        for (int r = 0; r < sliding.taps(); r++) {
          int cell = sliding.cell(p, r);
          if (cell != Sliding.PADDING && x.get(c, cell) == y.get(c, p)) {
            dx.add(c, cell, dy.get(c, p));
            break;
          }
        }
      }
    }
    return dx;
  }

  static Value average(Window window, boolean countPadding, Value x) {
    Value y = new Value(Shape.map(x.channels(), window.outputExtents(x.shape().spatial())));
    Sliding sliding = new Sliding(window, x.shape(), y.shape());
    for (int c = 0; c < y.channels(); c++) {
      for (int p = 0; p < sliding.windows(); p++) {
        double sum = 0;
        for (int r = 0; r < sliding.taps(); r++) {
          int cell = sliding.cell(p, r);
          if (cell != Sliding.PADDING) {
            sum += x.get(c, cell);
          }
        }
        y.set(c, p, sum / divisor(sliding, p, countPadding));
      }
    }
    return y;
  }

  static Value averageGradient(Window window, boolean countPadding, Shape shape, Value dy) {
    Value dx = new Value(shape);
    Sliding sliding = new Sliding(window, shape, dy.shape());
    for (int c = 0; c < dy.channels(); c++) {
      for (int p = 0; p < sliding.windows(); p++) {
        double share = dy.get(c, p) / divisor(sliding, p, countPadding);
        for (int r = 0; r < sliding.taps(); r++) {
          int cell = sliding.cell(p, r);
          if (cell != Sliding.PADDING) {
            dx.add(c, cell, share);
          }
        }
      }
    }
    return dx;
  }

  private static int divisor(Sliding sliding, int position, boolean countPadding) {
    if (countPadding) {
      return sliding.taps();
    }
    int inside = 0;
    for (int r = 0; r < sliding.taps(); r++) {
      if (sliding.cell(position, r) != Sliding.PADDING) {
        inside++;
      }
    }
    return Math.max(1, inside);
  }
}
