package dev.lathe.processor.graph;

/** The interpreter's softmax and log-softmax, over the channels of each position. */
final class Softmaxes {
  private Softmaxes() {}

  static Value softmax(Value x) {
    return Elementwise.map(logSoftmax(x), Math::exp);
  }

  /** {@code x - log sum e^x}, where the largest x is taken out of the sum lest it overflow. */
  static Value logSoftmax(Value x) {
    Value y = new Value(x.shape());
    for (int p = 0; p < x.positions(); p++) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < x.channels(); c++) {
        largest = Math.max(largest, x.get(c, p));
      }
      double sum = 0;
      for (int c = 0; c < x.channels(); c++) {
        sum += Math.exp(x.get(c, p) - largest);
      }
      for (int c = 0; c < x.channels(); c++) {
        y.set(c, p, x.get(c, p) - largest - Math.log(sum));
      }
    }
    return y;
  }

  /** {@code y (dy - sum y dy)}. */
  static Value softmaxGradient(Value y, Value dy) {
    Value sums = sums(Elementwise.zip(y, dy, (value, derivative) -> value * derivative));
    Value dx = new Value(y.shape());
    for (int c = 0; c < y.channels(); c++) {
      for (int p = 0; p < y.positions(); p++) {
        dx.set(c, p, y.get(c, p) * (dy.get(c, p) - sums.get(0, p)));
      }
    }
    return dx;
  }

  /** {@code dy - e^y sum dy}. */
  static Value logSoftmaxGradient(Value y, Value dy) {
    Value sums = sums(dy);
    Value dx = new Value(y.shape());
    for (int c = 0; c < y.channels(); c++) {
      for (int p = 0; p < y.positions(); p++) {
        dx.set(c, p, dy.get(c, p) - Math.exp(y.get(c, p)) * sums.get(0, p));
      }
    }
    return dx;
  }

  /** The sum over the channels of each position: one map. */
  private static Value sums(Value x) {
    Value sums = new Value(Shape.map(1, x.shape().spatial()));
    for (int c = 0; c < x.channels(); c++) {
      for (int p = 0; p < x.positions(); p++) {
        sums.add(0, p, x.get(c, p));
      }
    }
    return sums;
  }
}
