package dev.lathe.processor.network;

import static dev.lathe.processor.formula.Formulas.ONE;
import static dev.lathe.processor.formula.Formulas.ZERO;
import static dev.lathe.processor.formula.Formulas.absolute;
import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.divide;
import static dev.lathe.processor.formula.Formulas.exp;
import static dev.lathe.processor.formula.Formulas.greater;
import static dev.lathe.processor.formula.Formulas.log1p;
import static dev.lathe.processor.formula.Formulas.maximum;
import static dev.lathe.processor.formula.Formulas.minimum;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.negate;
import static dev.lathe.processor.formula.Formulas.operand;
import static dev.lathe.processor.formula.Formulas.sigmoid;
import static dev.lathe.processor.formula.Formulas.subtract;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;

/**
 * The activations as formulas of operand 0, written such that their derivatives at kinks are
 * PyTorch's.
 */
public final class Functions {
  private static final Formula X = operand(0);

  /** Klambauer et al. 2017, equation 14. */
  private static final double SELU_SCALE = 1.0507009873554804934193349852946;

  private static final double SELU_ALPHA = 1.6732632423543772848170429916717;

  /** Where the logarithm of a sigmoid is its argument to the last bit. */
  private static final double LINEAR = -20;

  private Functions() {}

  /** {@code amplitude tanh(slope x)}. */
  public static Formula scaledTanh(double amplitude, double slope) {
    return multiply(Formulas.tanh(multiply(X, constant(slope))), constant(amplitude));
  }

  public static Formula leakyRelu(double slope) {
    return greater(X, ZERO, X, multiply(X, constant(slope)));
  }

  /** The slope is operand 1. */
  public static Formula parametricRelu() {
    return greater(X, ZERO, X, multiply(X, operand(1)));
  }

  public static Formula elu(double alpha) {
    return greater(X, ZERO, X, multiply(subtract(exp(X), ONE), constant(alpha)));
  }

  public static Formula selu() {
    Formula negative = multiply(subtract(exp(X), ONE), constant(SELU_SCALE * SELU_ALPHA));
    return greater(X, ZERO, multiply(X, constant(SELU_SCALE)), negative);
  }

  /** {@code x/2 (1 + erf(x / sqrt(2)))}. */
  public static Formula gelu() {
    Formula erf = Formulas.erf(multiply(X, constant(Math.sqrt(0.5))));
    return multiply(multiply(X, constant(0.5)), add(erf, ONE));
  }

  /** {@code x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))}. */
  public static Formula approximateGelu() {
    Formula square = multiply(X, X);
    Formula cubic = multiply(X, add(multiply(square, constant(0.044715)), ONE));
    Formula tanh = Formulas.tanh(multiply(cubic, constant(Math.sqrt(2 / Math.PI))));
    return multiply(multiply(X, constant(0.5)), add(tanh, ONE));
  }

  public static Formula silu() {
    return multiply(X, sigmoid(X));
  }

  public static Formula mish() {
    return multiply(X, Formulas.tanh(softplus(1, 20)));
  }

  /** {@code log(1 + e^(beta x)) / beta}, and x where {@code beta x} is above the threshold. */
  public static Formula softplus(double beta, double threshold) {
    Formula scaled = multiply(X, constant(beta));
    Formula curve = multiply(log1p(exp(scaled)), constant(1 / beta));
    return greater(scaled, constant(threshold), X, curve);
  }

  public static Formula softsign() {
    return divide(X, add(absolute(X), ONE));
  }

  /** {@code x} nearer to 0 by a threshold; 0 where x is not farther than that. */
  public static Formula softShrink(double threshold) {
    Formula least = constant(threshold);
    Formula negative = greater(constant(-threshold), X, add(X, least), ZERO);
    return greater(X, least, subtract(X, least), negative);
  }

  /** {@code x} where it is farther from 0 than a threshold, else 0. */
  public static Formula hardShrink(double threshold) {
    Formula negative = greater(constant(-threshold), X, X, ZERO);
    return greater(X, constant(threshold), X, negative);
  }

  public static Formula hardTanh(double min, double max) {
    return minimum(maximum(X, constant(min)), constant(max));
  }

  public static Formula hardSigmoid() {
    Formula shifted = add(X, constant(3));
    return multiply(minimum(maximum(shifted, ZERO), constant(6)), constant(1.0 / 6));
  }

  /** Its derivative at -3 and 3 is that of the parabola between. */
  public static Formula hardSwish() {
    Formula parabola = multiply(multiply(X, add(X, constant(3))), constant(1.0 / 6));
    return greater(X, constant(3), X, greater(constant(-3), X, ZERO, parabola));
  }

  /** {@code -log(1 + e^-x)}. */
  public static Formula logSigmoid() {
    return greater(constant(LINEAR), X, X, negate(log1p(exp(negate(X)))));
  }

  public static Formula abs() {
    return absolute(X);
  }
}
