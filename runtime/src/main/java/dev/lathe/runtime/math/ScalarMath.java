package dev.lathe.runtime.math;

import static dev.lathe.runtime.math.Coefficients.*;

/**
 * exp, tanh, sigmoid and log of floats, the same bits on every machine.
 *
 * <p>Java fixes the result of every operation used here, {@link Math#fma} included, and never
 * contracts a product and a sum by itself: unlike in C, nothing depends on the compiler. (A
 * processor without an fma instruction gives the same bits too, slowly.)
 */
public final class ScalarMath {

  private ScalarMath() {}

  /**
   * e to the power of {@code x}, within 1 ulp (1.5 where the result is subnormal): 0 below -103.98,
   * infinite above 88.73, NaN for NaN.
   */
  public static float exp(float x) {
    float clamped = Math.min(Math.max(x, EXP_LOW), EXP_HIGH);
    float shifted = Math.fma(clamped, LOG2_E, ROUNDER);
    float p = 1f + expm1OfRest(clamped, shifted - ROUNDER);
    // In two halves, since 2^n alone may be too large or too small for a float where the result is
    // neither.
    int whole = Float.floatToRawIntBits(shifted) - ROUNDER_BITS;
    int half = whole >> 1;
    float first = Float.intBitsToFloat((half + EXPONENT_BIAS) << MANTISSA_BITS);
    float second = Float.intBitsToFloat((whole - half + EXPONENT_BIAS) << MANTISSA_BITS);
    return p * first * second;
  }

  /**
   * exp(r) - 1 for r = x - n ln 2, which is at most half of ln 2: exact to the last bit around
   * zero.
   */
  private static float expm1OfRest(float x, float n) {
    float r = Math.fma(n, MINUS_LN2_LOW, Math.fma(n, MINUS_LN2_HIGH, x));
    float q = Math.fma(EXP_4, r, EXP_3);
    q = Math.fma(q, r, EXP_2);
    q = Math.fma(q, r, EXP_1);
    q = Math.fma(q, r, EXP_0);
    return Math.fma(q, r * r, r);
  }

  /**
   * The hyperbolic tangent, within 3 ulp of the true value, within [-1, 1], and exactly odd; NaN
   * for NaN.
   */
  public static float tanh(float x) {
    // u / (u + 2) where u = exp(2 |x|) - 1, which keeps its relative precision down to the smallest
    // x.
    float clamped = Math.min(Math.abs(x), TANH_LIMIT);
    float twice = clamped + clamped;
    float shifted = Math.fma(twice, LOG2_E, ROUNDER);
    int whole = Float.floatToRawIntBits(shifted) - ROUNDER_BITS;
    float scale = Float.intBitsToFloat((whole + EXPONENT_BIAS) << MANTISSA_BITS);
    float u = Math.fma(expm1OfRest(twice, shifted - ROUNDER), scale, scale - 1f);
    return Math.copySign(u / (u + 2f), x);
  }

  /** {@code 1 / (1 + exp(-x))}, within 3 ulp and within [0, 1]; NaN for NaN. */
  public static float sigmoid(float x) {
    return 1f / (1f + exp(-x));
  }

  /** The natural logarithm, correct to within 1 ulp: minus infinity for 0, NaN below. */
  public static float log(float x) {
    // StrictMath, since Math.log may differ from machine to machine; it is called once for an
    // image.
    return (float) StrictMath.log(x);
  }
}
