package dev.lathe.processor.graph;

/**
 * The interpreter's pooling. A window that sees no cell of the map (only padding larger than the
 * window makes one) has the maximum minus infinity and the mean 0, and its derivative goes nowhere.
 */
final class Pools {
  private Pools() {}

  static Value max(Windows windows, Value x) {
    return pool(windows, Divisor.none(), x, Pools::maximum);
  }

  private static double maximum(Value x, int channel, int[] cells, double divisor) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int cell : cells) {
      largest = Math.max(largest, x.get(channel, cell));
    }
    return largest;
  }

  /** The whole derivative of a window goes to its first cell that equals its maximum. */
  static Value maxGradient(Windows windows, Value x, Value y, Value dy) {
    Value dx = new Value(x.shape());
    PoolCells cells = new PoolCells(windows, x.shape(), y.shape());
    for (int c = 0; c < y.channels(); c++) {
      for (int p = 0; p < cells.windows(); p++) {
        for (int cell : cells.of(p)) {
          if (x.get(c, cell) == y.get(c, p)) {
            dx.add(c, cell, dy.get(c, p));
            break;
          }
        }
      }
    }
    return dx;
  }

  static Value average(Windows windows, Divisor divisor, Value x) {
    return pool(windows, divisor, x, Pools::mean);
  }

  private static double mean(Value x, int channel, int[] cells, double divisor) {
    double sum = 0;
    for (int cell : cells) {
      sum += x.get(channel, cell);
    }
    return sum / divisor;
  }

  static Value averageGradient(Windows windows, Divisor divisor, Shape shape, Value dy) {
    Value dx = new Value(shape);
    PoolCells cells = new PoolCells(windows, shape, dy.shape(), divisor);
    for (int c = 0; c < dy.channels(); c++) {
      for (int p = 0; p < cells.windows(); p++) {
        for (int cell : cells.of(p)) {
          dx.add(c, cell, dy.get(c, p) / cells.divisor(p));
        }
      }
    }
    return dx;
  }

  static Value smooth(Windows windows, SmoothPooling kind, Value x) {
    return pool(
        windows,
        Divisor.none(),
        x,
        (map, channel, cells, _) ->
            switch (kind) {
              case SmoothPooling.Norm(double p) -> norm(p, map, channel, cells);
              case SmoothPooling.LogSumExp(double beta, boolean mean) ->
                  logSumExp(beta, mean, map, channel, cells);
            });
  }

  private static double norm(double p, Value x, int channel, int[] cells) {
    double sum = 0;
    for (int cell : cells) {
      sum += Math.pow(Math.abs(x.get(channel, cell)), p);
    }
    return Math.pow(sum, 1 / p);
  }

  private static double logSumExp(double beta, boolean mean, Value x, int channel, int[] cells) {
    double largest = maximum(x, channel, cells, 1);
    double sum = 0;
    for (int cell : cells) {
      sum += Math.exp(beta * (x.get(channel, cell) - largest));
    }
    return largest + Math.log(mean ? sum / cells.length : sum) / beta;
  }

  /** Where a norm is 0 it has a kink: its derivative there is 0. */
  static Value smoothGradient(Windows windows, SmoothPooling kind, Value x, Value y, Value dy) {
    Value dx = new Value(x.shape());
    PoolCells cells = new PoolCells(windows, x.shape(), y.shape());
    for (int c = 0; c < y.channels(); c++) {
      for (int p = 0; p < cells.windows(); p++) {
        double pooled = y.get(c, p);
        for (int cell : cells.of(p)) {
          double value = x.get(c, cell);
          double slope =
              switch (kind) {
                case SmoothPooling.Norm(double order) ->
                    value == 0
                        ? 0
                        : Math.signum(value) * Math.pow(Math.abs(value) / pooled, order - 1);
                case SmoothPooling.LogSumExp(double beta, boolean mean) ->
                    Math.exp(beta * (value - pooled)) / (mean ? cells.of(p).length : 1);
              };
          dx.add(c, cell, dy.get(c, p) * slope);
        }
      }
    }
    return dx;
  }

  /** What becomes of the cells of one window. */
  private interface Fold {
    double of(Value x, int channel, int[] cells, double divisor);
  }

  private static Value pool(Windows windows, Divisor divisor, Value x, Fold fold) {
    Value y = new Value(Shape.map(x.channels(), windows.outputExtents(x.shape().spatial())));
    PoolCells cells = new PoolCells(windows, x.shape(), y.shape(), divisor);
    for (int c = 0; c < y.channels(); c++) {
      for (int p = 0; p < cells.windows(); p++) {
        y.set(c, p, fold.of(x, c, cells.of(p), cells.divisor(p)));
      }
    }
    return y;
  }
}
