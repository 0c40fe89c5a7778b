package dev.lathe.processor.graph;

import java.util.stream.DoubleStream;

/** The interpreter's losses of one image. */
final class Losses {
  private Losses() {}

  /** The mean over positions of {@code -sum t y}. */
  static Value negativeLogLikelihood(Value y, Value target) {
    Value products = Elementwise.zip(y, target, (log, t) -> -t * log);
    return Value.scalar(DoubleStream.of(products.elements()).sum() / y.positions());
  }

  static Value negativeLogLikelihoodGradient(Value y, Value target) {
    return Elementwise.zip(y, target, (_, t) -> -t / y.positions());
  }

  /** The mean over elements of {@code (y - t)^2}. */
  static Value squaredError(Value y, Value target) {
    Value squares = Elementwise.zip(y, target, (value, t) -> (value - t) * (value - t));
    return Value.scalar(DoubleStream.of(squares.elements()).sum() / y.shape().size());
  }

  static Value squaredErrorGradient(Value y, Value target) {
    return Elementwise.zip(y, target, (value, t) -> 2 * (value - t) / y.shape().size());
  }
}
