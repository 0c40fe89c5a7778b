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

  /** The bit of a float that is its sign. */
  public static final int SIGN_BIT = 0x80000000;
}
