package dev.lathe.processor.graph;

import dev.lathe.processor.formula.Evaluation;
import dev.lathe.processor.formula.Formula;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** The interpreter's operations that treat every element alike, and the bias. */
final class Elementwise {
  private Elementwise() {}

  static Value activate(Activation function, Value x) {
    return map(x, function::apply);
  }

  /** A formula of one operand. */
  static Value apply(Formula formula, Value x) {
    return map(x, element -> Evaluation.of(formula, element));
  }

  static Value activationGradient(Activation function, Value y, Value dy) {
    return zip(y, dy, (value, derivative) -> derivative * function.derivative(value));
  }

  static Value add(Value a, Value b) {
    return zip(a, b, Double::sum);
  }

  /** The bias has one element a map, or one a unit. */
  static Value addBias(Value x, Value bias) {
    Value y = new Value(x.shape());
    for (int c = 0; c < x.channels(); c++) {
      for (int p = 0; p < x.positions(); p++) {
        y.set(c, p, x.get(c, p) + bias.get(c, bias.positions() == 1 ? 0 : p));
      }
    }
    return y;
  }

  static Value biasGradient(Shape shape, Value dy) {
    Value db = new Value(shape);
    for (int c = 0; c < dy.channels(); c++) {
      for (int p = 0; p < dy.positions(); p++) {
        db.add(c, db.positions() == 1 ? 0 : p, dy.get(c, p));
      }
    }
    return db;
  }

  static Value map(Value x, DoubleUnaryOperator function) {
    Value y = new Value(x.shape());
    for (int k = 0; k < y.elements().length; k++) {
      y.elements()[k] = function.applyAsDouble(x.elements()[k]);
    }
    return y;
  }

  static Value zip(Value a, Value b, DoubleBinaryOperator function) {
    if (!a.shape().equals(b.shape())) {
      throw new IllegalArgumentException(
          "shapes %s and %s must be equal".formatted(a.shape(), b.shape()));
    }
    Value y = new Value(a.shape());
    for (int k = 0; k < y.elements().length; k++) {
      y.elements()[k] = function.applyAsDouble(a.elements()[k], b.elements()[k]);
    }
    return y;
  }
}
