package dev.lathe.runtime.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Against double precision, over floats of every exponent: one in {@value #STEP} of all there are.
 */
class ScalarMathTest {

  // Odd, so that mantissas of every kind come up.
  private static final int STEP = 1021;

  private interface FloatFunction {
    float apply(float x);
  }

  /** The greatest error of a function over the sample, measured in some way. */
  private static double worst(ToDoubleFunction<Float> error) {
    // From 0 to the first NaN; every one with both signs.
    int infinity = Float.floatToIntBits(Float.POSITIVE_INFINITY);
    return IntStream.rangeClosed(0, infinity / STEP)
        .parallel()
        .mapToDouble(
            i -> {
              float x = Float.intBitsToFloat(i * STEP);
              return Math.max(error.applyAsDouble(x), error.applyAsDouble(-x));
            })
        .max()
        .orElseThrow();
  }

  private static double ulps(FloatFunction function, DoubleUnaryOperator truth, float x) {
    double expected = truth.applyAsDouble(x);
    float actual = function.apply(x);
    if (Double.isInfinite((float) expected) || Float.isInfinite(actual)) {
      return actual == (float) expected ? 0 : Double.POSITIVE_INFINITY;
    }
    return Math.abs(actual - expected) / Math.ulp((float) expected);
  }

  @Test
  void expIsWithinOneUlp() {
    assertThat(worst(x -> Math.exp(x) < Float.MIN_NORMAL ? 0 : ulps(ScalarMath::exp, Math::exp, x)))
        .isLessThan(1);
    assertThat(worst(x -> ulps(ScalarMath::exp, Math::exp, x))).isLessThan(1.5);
  }

  @Test
  void tanhIsWithinItsBounds() {
    assertThat(worst(x -> ulps(ScalarMath::tanh, Math::tanh, x))).isLessThan(3);
    assertThat(worst(x -> Math.abs(ScalarMath.tanh(x) - Math.tanh(x)))).isLessThan(2e-7);
    assertThat(worst(x -> Math.abs(ScalarMath.tanh(x)))).isLessThanOrEqualTo(1);
    assertThat(worst(x -> Math.abs(ScalarMath.tanh(x) + ScalarMath.tanh(-x)))).isZero();
  }

  @Test
  void tanhFallsByNoMoreThanItsError() {
    float highest = -2;
    for (float x = -10; x <= 10; x += 0x1p-14f) {
      float y = ScalarMath.tanh(x);
      assertThat(y).isGreaterThan(highest - 3e-7f);
      highest = Math.max(highest, y);
    }
    assertThat(highest).isEqualTo(1);
  }

  @Test
  void sigmoidIsWithinItsBounds() {
    DoubleUnaryOperator truth = x -> 1 / (1 + Math.exp(-x));
    assertThat(worst(x -> x < -87 ? 0 : ulps(ScalarMath::sigmoid, truth, x))).isLessThan(3);
    assertThat(worst(x -> Math.abs(ScalarMath.sigmoid(x) - truth.applyAsDouble(x))))
        .isLessThan(2e-7);
    assertThat(worst(x -> ScalarMath.sigmoid(x))).isLessThanOrEqualTo(1);
    assertThat(worst(x -> -ScalarMath.sigmoid(x))).isLessThanOrEqualTo(0);
  }

  @Test
  void logIsWithinOneUlp() {
    assertThat(worst(x -> x <= 0 ? 0 : ulps(ScalarMath::log, Math::log, x))).isLessThan(1);
  }

  @Test
  void log1pIsWithinItsBounds() {
    assertThat(worst(x -> x <= -1 ? 0 : ulps(ScalarMath::log1p, Math::log1p, x))).isLessThan(4);
    assertThat(ScalarMath.log1p(-1f)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(ScalarMath.log1p(-2f)).isNaN();
    assertThat(ScalarMath.log1p(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
  }

  @Test
  void erfIsWithinItsBounds() {
    assertThat(worst(x -> ulps(ScalarMath::erf, ScalarMathTest::erf, x))).isLessThan(2);
    assertThat(worst(x -> Math.abs(ScalarMath.erf(x)))).isLessThanOrEqualTo(1);
    assertThat(ScalarMath.erf(Float.NaN)).isNaN();
    assertThat(ScalarMath.erf(Float.POSITIVE_INFINITY)).isEqualTo(1f);
  }

  /** Abramowitz and Stegun 7.1.6 and, where its sum would be long, 7.1.14. */
  private static double erf(double x) {
    double t = Math.abs(x);
    if (t > 6) {
      return Math.signum(x);
    }
    double fraction = t;
    for (int n = 80; n > 0; n--) {
      fraction = t + n / 2.0 / fraction;
    }
    double gauss = Math.exp(-t * t) / Math.sqrt(Math.PI);
    double sum = t;
    double summand = t;
    for (int n = 1; n < 80; n++) {
      summand *= 2 * t * t / (2 * n + 1);
      sum += summand;
    }
    return Math.copySign(t < 2.5 ? 2 * gauss * sum : 1 - gauss / fraction, x);
  }

  @Test
  void powIsWithinItsBounds() {
    for (float y : new float[] {-2.5f, -1, 0.1f, 0.75f, 1.5f, 3}) {
      assertThat(worst(x -> powError(Math.abs(x), y))).as("to the power of %s", y).isLessThan(2e-7);
    }
    assertThat(ScalarMath.pow(-2f, 3f)).isCloseTo(-8f, within(1e-5f));
    assertThat(ScalarMath.pow(-2f, 2f)).isCloseTo(4f, within(1e-5f));
    assertThat(ScalarMath.pow(-2f, 0.5f)).isNaN();
    assertThat(ScalarMath.pow(0f, 0.5f)).isZero();
    assertThat(ScalarMath.pow(0f, 0f)).isOne();
  }

  private static double powError(float x, float y) {
    double expected = Math.pow(x, y);
    if (!(expected > Float.MIN_NORMAL && expected < Float.MAX_VALUE)) {
      return 0;
    }
    double condition = 1 + Math.abs(y * Math.log(x));
    return Math.abs(ScalarMath.pow(x, y) / expected - 1) / condition;
  }

  @Test
  void floorIsExact() {
    assertThat(worst(x -> ScalarMath.floor(x) == Math.floor(x) ? 0 : 1)).isZero();
  }

  @Test
  void extremesAreExact() {
    assertThat(ScalarMath.exp(Float.NEGATIVE_INFINITY)).isEqualTo(0f);
    assertThat(ScalarMath.exp(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(ScalarMath.exp(0f)).isEqualTo(1f);
    assertThat(ScalarMath.exp(Float.MIN_VALUE)).isEqualTo(1f);
    assertThat(ScalarMath.exp(-103.9f)).isEqualTo(Float.MIN_VALUE);
    assertThat(ScalarMath.exp(Float.NaN)).isNaN();
    assertThat(ScalarMath.tanh(Float.NaN)).isNaN();
    assertThat(ScalarMath.tanh(Float.POSITIVE_INFINITY)).isEqualTo(1f);
    assertThat(ScalarMath.tanh(Float.NEGATIVE_INFINITY)).isEqualTo(-1f);
    assertThat(ScalarMath.tanh(Float.MIN_VALUE)).isEqualTo(Float.MIN_VALUE);
    assertThat(Float.floatToRawIntBits(ScalarMath.tanh(-0f))).isEqualTo(Integer.MIN_VALUE);
    assertThat(ScalarMath.sigmoid(Float.NaN)).isNaN();
    assertThat(ScalarMath.sigmoid(Float.POSITIVE_INFINITY)).isEqualTo(1f);
    assertThat(ScalarMath.sigmoid(Float.NEGATIVE_INFINITY)).isEqualTo(0f);
    assertThat(ScalarMath.sigmoid(0f)).isEqualTo(0.5f);
    assertThat(ScalarMath.log(0f)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(ScalarMath.log(-1f)).isNaN();
  }

  /** The bits themselves: whoever changes a coefficient or an order changes trained networks. */
  @Test
  void bitsAreTheSameEverywhere() {
    int exp = 0;
    int tanh = 0;
    int sigmoid = 0;
    for (float x = -12; x < 12; x += 0.001f) {
      exp = 31 * exp + Float.floatToIntBits(ScalarMath.exp(x));
      tanh = 31 * tanh + Float.floatToIntBits(ScalarMath.tanh(x));
      sigmoid = 31 * sigmoid + Float.floatToIntBits(ScalarMath.sigmoid(x));
    }
    assertThat(new int[] {exp, tanh, sigmoid}).containsExactly(-1002781217, -2045098875, 770741236);
  }
}
