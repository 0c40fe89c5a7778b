package dev.lathe.runtime.math;

import static dev.lathe.runtime.math.Coefficients.*;

/**
 * exp, tanh, sigmoid, log, erf, powers of floats, the same bits on every machine.
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
    // x. What exp does with 2 |x| is done here with |x|, and exact factors: h is half of
    // exp(2 r) - 1, and scale 2^(n + 1).
    float size = Math.abs(x);
    float clamped = size > TANH_LIMIT ? TANH_LIMIT : size;
    float shifted = Math.fma(clamped, 2 * LOG2_E, ROUNDER);
    float n = shifted - ROUNDER;
    float r = Math.fma(n, MINUS_LN2_LOW / 2, Math.fma(n, MINUS_LN2_HIGH / 2, clamped));
    float q = Math.fma(32 * EXP_4, r, 16 * EXP_3);
    q = Math.fma(q, r, 8 * EXP_2);
    q = Math.fma(q, r, 4 * EXP_1);
    q = Math.fma(q, r, 2 * EXP_0);
    float h = Math.fma(q, r * r, r);
    // Of the rounder's own bits the shift leaves none.
    int exponent = (Float.floatToRawIntBits(shifted) << MANTISSA_BITS) + TWICE;
    float scale = Float.intBitsToFloat(exponent);
    float u = Math.fma(h, scale, Math.fma(scale, 0.5f, -1f));
    return Math.copySign(u / (u + 2f), x);
  }

  /** {@code 1 / (1 + exp(-x))}, within 3 ulp and within [0, 1]; NaN for NaN. */
  public static float sigmoid(float x) {
    return 1f / (1f + exp(-x));
  }

  /** The natural logarithm, within 1 ulp: minus infinity for 0, NaN below and for NaN. */
  public static float log(float x) {
    boolean subnormal = x < SMALLEST_NORMAL;
    int bits = Float.floatToRawIntBits(subnormal ? x * SUBNORMAL_SCALE : x);
    int whole = (bits - ROOT_HALF_BITS) >> MANTISSA_BITS;
    float f = Float.intBitsToFloat(bits - (whole << MANTISSA_BITS)) - 1f;
    float n = whole;
    n = subnormal ? n - MANTISSA_BITS : n;
    float p = Math.fma(LOG_8, f, LOG_7);
    p = Math.fma(p, f, LOG_6);
    p = Math.fma(p, f, LOG_5);
    p = Math.fma(p, f, LOG_4);
    p = Math.fma(p, f, LOG_3);
    p = Math.fma(p, f, LOG_2);
    p = Math.fma(p, f, LOG_1);
    p = Math.fma(p, f, LOG_0);
    float square = f * f;
    float rest = Math.fma(p * f, square, Math.fma(n, LN2_LOW, -0.5f * square));
    float log = Math.fma(n, LN2_HIGH, f + rest);
    log = x == Float.POSITIVE_INFINITY ? x : log;
    log = x > 0f ? log : Float.NaN;
    return x == 0f ? Float.NEGATIVE_INFINITY : log;
  }

  /** {@code log(1 + x)}, within 4 ulp: minus infinity for -1, NaN below and for NaN. */
  public static float log1p(float x) {
    // What rounding took from 1 + x is put back by the slope: log(x) / (x - 1) hardly changes.
    float sum = 1f + x;
    float product = log(sum) * (x / (sum - 1f));
    float result = sum == 1f ? x : product;
    return sum == Float.POSITIVE_INFINITY ? sum : result;
  }

  /** The error function, within 2 ulp and within [-1, 1]; NaN for NaN. */
  public static float erf(float x) {
    float size = Math.abs(x);
    float square = size * size;
    float p = Math.fma(ERF_6, square, ERF_5);
    p = Math.fma(p, square, ERF_4);
    p = Math.fma(p, square, ERF_3);
    p = Math.fma(p, square, ERF_2);
    p = Math.fma(p, square, ERF_1);
    p = Math.fma(p, square, ERF_0);
    float inner = Math.fma(p, size, size);
    float t = Math.min(size, ERF_LIMIT);
    float q = Math.fma(ERFC_6, t, ERFC_5);
    q = Math.fma(q, t, ERFC_4);
    q = Math.fma(q, t, ERFC_3);
    q = Math.fma(q, t, ERFC_2);
    q = Math.fma(q, t, ERFC_1);
    q = Math.fma(q, t, ERFC_0);
    float outer = 1f - exp(-q);
    return Math.copySign(size > ERF_SPLIT ? outer : inner, x);
  }

  /**
   * {@code x} to the power of {@code y}, with the relative error {@code 2e-7 (1 + |y log x|)}. A
   * negative {@code x} has powers for whole {@code y} only, otherwise NaN; anything to the power of
   * 0 is 1.
   */
  public static float pow(float x, float y) {
    float size = exp(y * log(Math.abs(x)));
    float half = y * 0.5f;
    float signed = floor(half) == half ? size : -size;
    float negative = floor(y) == y ? signed : Float.NaN;
    float result = x < 0f ? negative : size;
    return y == 0f ? 1f : result;
  }

  /** The largest whole number that is not above {@code x}. */
  public static float floor(float x) {
    // The rounder's rounding is to nearest, and exact below 2^22.
    float size = Math.abs(x);
    float nearest = Math.copySign((size + ALL_WHOLE) - ALL_WHOLE, x);
    float lower = nearest > x ? nearest - 1f : nearest;
    return size < ALL_WHOLE ? lower : x;
  }
}
