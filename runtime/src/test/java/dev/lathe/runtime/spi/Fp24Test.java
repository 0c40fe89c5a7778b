package dev.lathe.runtime.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Fp24Test {

  @Test
  void roundsToTheNearest() {
    Random random = new Random(1);
    for (int i = 0; i < 1_000_000; i++) {
      float weight = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(weight) && Math.abs(weight) < 3.4e38f) {
        checkNearest(weight);
      }
    }
  }

  private static void checkNearest(float weight) {
    int bits = Fp24.round(weight);
    assertThat(bits & 0xff).isZero();
    float rounded = Float.intBitsToFloat(bits);
    BigDecimal exact = new BigDecimal(weight);
    BigDecimal off = new BigDecimal(rounded).subtract(exact).abs();
    for (int neighbour : new int[] {bits - 0x100, bits + 0x100}) {
      float other = Float.intBitsToFloat(neighbour);
      if (Float.isFinite(other) && Math.signum(other) == Math.signum(rounded)) {
        assertThat(new BigDecimal(other).subtract(exact).abs()).isGreaterThanOrEqualTo(off);
      }
    }
    if (Math.abs(weight) >= Float.MIN_NORMAL) {
      assertThat((double) rounded).isCloseTo(weight, within(Math.abs(weight) * 0x1p-16));
    }
  }

  @ParameterizedTest
  @ValueSource(
      floats = {
        0,
        -0f,
        1,
        -1.5f,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN,
        0x1p-126f
      })
  void leavesWhatHas24Bits(float weight) {
    assertThat(Fp24.round(weight)).isEqualTo(Float.floatToIntBits(weight));
  }

  @Test
  void leavesFiniteWeightsFinite() {
    assertThat(Float.intBitsToFloat(Fp24.round(Float.MAX_VALUE))).isEqualTo(0x1.fffep127f);
    assertThat(Float.intBitsToFloat(Fp24.round(-Float.MAX_VALUE))).isEqualTo(-0x1.fffep127f);
  }

  @Test
  void takesTheEvenOneOfTwo() {
    assertThat(Fp24.round(Float.intBitsToFloat(0x3f800080))).isEqualTo(0x3f800000);
    assertThat(Fp24.round(Float.intBitsToFloat(0x3f800180))).isEqualTo(0x3f800200);
    assertThat(Fp24.round(Float.intBitsToFloat(0x3f800081))).isEqualTo(0x3f800100);
  }

  @Test
  void wordsHaveAllFourWeights() {
    Random random = new Random(2);
    int lanes = 5;
    float[] weights = new float[1 + 4 * lanes];
    int[] words = new int[3 * lanes];
    for (int round = 0; round < 10_000; round++) {
      for (int i = 0; i < weights.length; i++) {
        weights[i] = random.nextInt(8) == 0 ? 0 : Float.intBitsToFloat(random.nextInt());
      }
      Fp24.pack(weights, 1, lanes, words);
      for (int i = 0; i < lanes; i++) {
        int[] bits = new int[3];
        for (int word = 0; word < 3; word++) {
          bits[word] = words[word * lanes + i];
          assertThat(bits[word] & ~0xff).isEqualTo(Fp24.round(weights[1 + word * lanes + i]));
        }
        int fourth = bits[0] << 24 ^ bits[1] << 16 ^ bits[2] << 8;
        assertThat(fourth).isEqualTo(Fp24.round(weights[1 + 3 * lanes + i]));
      }
    }
  }
}
