package dev.lathe.processor.idiom;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.network.Functions;

/**
 * An activation by its name.
 *
 * @param a the first figure of the kind, if it has one
 * @param b the second figure of the kind, if it has two
 */
public record Curve(Kind kind, double a, double b) {

  /** The activations that have names. */
  public enum Kind {
    RELU(0),
    TANH(0),
    SIGMOID(0),
    ABS(0),
    GELU(0),
    /** Gelu by a hyperbolic tangent. */
    APPROXIMATE_GELU(0),
    SILU(0),
    MISH(0),
    SOFTSIGN(0),
    SELU(0),
    HARD_SIGMOID(0),
    HARD_SWISH(0),
    LOG_SIGMOID(0),
    /** From 0 to 6. */
    RELU6(0),
    /** {@code a}: the slope of what is negative. */
    LEAKY_RELU(1),
    /** {@code a}: how far below 0 it falls. */
    ELU(1),
    /** {@code a}: how much nearer to 0 elements come. */
    SOFT_SHRINK(1),
    /** {@code a}: how near to 0 elements are cut off. */
    HARD_SHRINK(1),
    /** {@code a}: beta. Without a threshold: the curve is straight there to the last bit. */
    SOFTPLUS(1),
    /** {@code a tanh(b x)}. */
    SCALED_TANH(2),
    /** From {@code a} to {@code b}. */
    HARD_TANH(2);

    private final int figures;

    Kind(int figures) {
      this.figures = figures;
    }

    /** How many figures the kind has. */
    int figures() {
      return figures;
    }
  }

  /** Where {@code softplus} goes over to its argument, in PyTorch. */
  static final double THRESHOLD = 20;

  /** One without figures. */
  static Curve of(Kind kind) {
    return new Curve(kind, 0, 0);
  }

  /** Whether it leaves everything as it is: files have leaky units whose slope is 1. */
  public boolean isStraight() {
    return kind == Kind.LEAKY_RELU && a == 1;
  }

  /** The curve as a formula of operand 0. */
  public Formula formula() {
    Formula x = Formulas.operand(0);
    return switch (kind) {
      case RELU -> Formulas.maximum(x, Formulas.ZERO);
      case TANH -> Formulas.tanh(x);
      case SIGMOID -> Formulas.sigmoid(x);
      case ABS -> Functions.abs();
      case GELU -> Functions.gelu();
      case APPROXIMATE_GELU -> Functions.approximateGelu();
      case SILU -> Functions.silu();
      case MISH -> Functions.mish();
      case SOFTSIGN -> Functions.softsign();
      case SELU -> Functions.selu();
      case HARD_SIGMOID -> Functions.hardSigmoid();
      case HARD_SWISH -> Functions.hardSwish();
      case LOG_SIGMOID -> Functions.logSigmoid();
      case RELU6 -> Functions.hardTanh(0, 6);
      case LEAKY_RELU -> Functions.leakyRelu(a);
      case ELU -> Functions.elu(a);
      case SOFTPLUS -> Functions.softplus(a, THRESHOLD);
      case SOFT_SHRINK -> Functions.softShrink(a);
      case HARD_SHRINK -> Functions.hardShrink(a);
      case SCALED_TANH -> Functions.scaledTanh(a, b);
      case HARD_TANH -> Functions.hardTanh(a, b);
    };
  }
}
