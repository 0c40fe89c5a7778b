package dev.lathe.runtime.math;

/**
 * The constants of the elementary functions, for the scalar and the vector code alike. The
 * polynomial is a minimax fit in relative error, found by weighted least squares with Lawson's
 * reweighting in double precision and then rounded.
 */
public final class Coefficients {

  private Coefficients() {}

  // exp(x) = 2^n exp(r), n = round(x / ln 2), r = x - n ln 2, |r| <= ln 2 / 2.

  /** Below this, exp rounds to zero. */
  public static final float EXP_LOW = -104f;

  /** Above 88.73, exp is infinite. */
  public static final float EXP_HIGH = 89f;

  public static final float LOG2_E = 0x1.715476p0f;

  /** Adding 1.5 * 2^23 rounds a float to a whole number, which is then the sum's low bits. */
  public static final float ROUNDER = 0x1.8p23f;

  /** The bits of {@link #ROUNDER}. */
  public static final int ROUNDER_BITS = 0x4b400000;

  /** Minus ln 2, of few enough bits that its product with n is exact even without fma. */
  public static final float MINUS_LN2_HIGH = -0x1.62ep-1f;

  /** What ln 2 has beyond {@link #MINUS_LN2_HIGH}, negated. */
  public static final float MINUS_LN2_LOW = -0x1.0bfbe8p-15f;

  // exp(r) = 1 + r + r^2 (EXP_0 + EXP_1 r + ...), relative error 3.1e-9.
  public static final float EXP_0 = 0x1.fffffcp-2f;
  public static final float EXP_1 = 0x1.55549p-3f;
  public static final float EXP_2 = 0x1.5558f4p-5f;
  public static final float EXP_3 = 0x1.123a6cp-7f;
  public static final float EXP_4 = 0x1.6a2352p-10f;

  public static final int EXPONENT_BIAS = 127;
  public static final int MANTISSA_BITS = 23;

  /** From here on tanh is 1 to the last bit. */
  public static final float TANH_LIMIT = 9.02f;

  /** The bits of the exponent that makes 2^(n + 1) of n. */
  public static final int TWICE = (EXPONENT_BIAS + 1) << MANTISSA_BITS;

  // log(x) = n ln 2 + log(m), m = 1 + f in [sqrt(1/2), sqrt(2)).

  /** The smallest float with all its bits: smaller ones are multiplied by 2^23 first. */
  public static final float SMALLEST_NORMAL = 0x1p-126f;

  public static final float SUBNORMAL_SCALE = 0x1p23f;

  /** The bits of sqrt(1/2). */
  public static final int ROOT_HALF_BITS = 0x3f3504f3;

  /** ln 2, of few enough bits that its product with n is exact even without fma. */
  public static final float LN2_HIGH = 0x1.62ep-1f;

  /** What ln 2 has beyond {@link #LN2_HIGH}. */
  public static final float LN2_LOW = 0x1.0bfbe8p-15f;

  // log(1 + f) = f - f^2 / 2 + f^3 (LOG_0 + LOG_1 f + ...), relative error 7.5e-10.
  public static final float LOG_0 = 0x1.555548p-2f;
  public static final float LOG_1 = -0x1.000006p-2f;
  public static final float LOG_2 = 0x1.99a4bcp-3f;
  public static final float LOG_3 = -0x1.555c5ap-3f;
  public static final float LOG_4 = 0x1.2336e2p-3f;
  public static final float LOG_5 = -0x1.fc1f6cp-4f;
  public static final float LOG_6 = 0x1.e6f604p-4f;
  public static final float LOG_7 = -0x1.de4fa2p-4f;
  public static final float LOG_8 = 0x1.146318p-4f;

  /** From here on 1 - erf is computed, below it erf itself. */
  public static final float ERF_SPLIT = 0.93f;

  /** From here on erf is 1 to the last bit. */
  public static final float ERF_LIMIT = 3.95f;

  // erf(x) = x + x (ERF_0 + ERF_1 x^2 + ...) for |x| up to the split, relative error 4.6e-10.
  public static final float ERF_0 = 0x1.06eba8p-3f;
  public static final float ERF_1 = -0x1.812742p-2f;
  public static final float ERF_2 = 0x1.ce2e08p-4f;
  public static final float ERF_3 = -0x1.b80e84p-6f;
  public static final float ERF_4 = 0x1.54c79p-8f;
  public static final float ERF_5 = -0x1.aa3c3ep-11f;
  public static final float ERF_6 = 0x1.5ccc54p-14f;

  // -log(1 - erf(t)) = ERFC_0 + ERFC_1 t + ... from the split on, error 1.6e-9 of erf.
  public static final float ERFC_0 = 0x1.9a5c86p-13f;
  public static final float ERFC_1 = 0x1.20af5ap+0f;
  public static final float ERFC_2 = 0x1.463ccp-1f;
  public static final float ERFC_3 = 0x1.a9b42ep-4f;
  public static final float ERFC_4 = -0x1.6c2a76p-6f;
  public static final float ERFC_5 = 0x1.8ee16ep-9f;
  public static final float ERFC_6 = -0x1.9ae902p-13f;

  /** From here on every float is whole. */
  public static final float ALL_WHOLE = 0x1p23f;

  /** The bit of a float that is its sign. */
  public static final int SIGN_BIT = 0x80000000;
}
