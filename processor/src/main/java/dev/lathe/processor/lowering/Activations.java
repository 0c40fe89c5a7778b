package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Activation;
import dev.lathe.processor.loop.Expression;

/** Activations and their derivatives as expressions. */
final class Activations {
  private Activations() {}

  /** {@code f(x)}; {@code zero} has x's lanes. */
  static Expression apply(Activation function, Expression x, Expression zero) {
    return switch (function) {
      case RELU -> new Expression.Binary(Expression.Operator.MAXIMUM, x, zero);
      case TANH -> new Expression.Unary(Expression.Function.TANH, x);
      case SIGMOID -> new Expression.Unary(Expression.Function.SIGMOID, x);
    };
  }

  /** {@code dy f'(x)} from {@code y = f(x)}. */
  static Expression derivative(Activation function, Expression y, Expression dy) {
    int lanes = y.lanes();
    Expression zero = new Expression.Constant(0, lanes);
    Expression one = new Expression.Constant(1, lanes);
    return switch (function) {
      case RELU -> new Expression.Select(Expression.Comparison.GREATER, y, zero, dy, zero);
      case TANH -> multiply(dy, subtract(one, multiply(y, y)));
      case SIGMOID -> multiply(dy, multiply(y, subtract(one, y)));
    };
  }

  private static Expression multiply(Expression a, Expression b) {
    return new Expression.Binary(Expression.Operator.MULTIPLY, a, b);
  }

  private static Expression subtract(Expression a, Expression b) {
    return new Expression.Binary(Expression.Operator.SUBTRACT, a, b);
  }
}
