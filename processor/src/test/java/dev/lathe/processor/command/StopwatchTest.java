package dev.lathe.processor.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What is measured with; what is measured is not looked at. */
class StopwatchTest {

  /** Neither NaN nor subnormal, with which processors take longer, nor too small to matter. */
  @Test
  void weightsAreOrdinaryWhereTheyAreReadAsRoundedOnesToo() {
    Random random = new Random(5);
    for (int i = 0; i < 100; i++) {
      int word0 = Float.floatToRawIntBits(Stopwatch.weight(random));
      int word1 = Float.floatToRawIntBits(Stopwatch.weight(random));
      int word2 = Float.floatToRawIntBits(Stopwatch.weight(random));
      float carried = Float.intBitsToFloat(word0 << 24 ^ word1 << 16 ^ word2 << 8);

      assertThat(Math.abs(Float.intBitsToFloat(word0))).isEqualTo(0.046f, Offset.offset(0.001f));
      assertThat(word0 & 0xff).as("the bits that rounding takes").isZero();
      assertThat(carried).isEqualTo(0.03125f);
    }
  }
}
