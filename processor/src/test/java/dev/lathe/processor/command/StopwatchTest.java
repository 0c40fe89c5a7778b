package dev.lathe.processor.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.runtime.spi.Packing;
import dev.lathe.runtime.spi.Pass;
import dev.lathe.runtime.spi.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What is measured with; what is measured is not looked at. */
class StopwatchTest {
  private static Object sink = new Object();

  /** A class as it is generated, whose kernels stay as they are in the interpreter. */
  private static final class Interpreted {

    static Pass.Kernel[] kernels() {
      return new Pass.Kernel[] {
        (_, _, _, _, _) -> sink = new float[1], (_, _, _, _, _) -> sink = new float[2]
      };
    }

    static Plan plan() {
      return new Plan(1, Plan.ABSENT, -1, 0, -1, -1, Packing.NONE, Packing.NONE);
    }
  }

  /** Its time would be that of another tier. */
  @Test
  void whatIsNotCompiledHasNoTime() throws ReflectiveOperationException {
    Stopwatch.Subject subject = Stopwatch.Subject.of(Interpreted.class.getName() + ":1:1");
    List<String> lines = new ArrayList<>();

    Stopwatch.measure(List.of(subject), 2, TimeUnit.MILLISECONDS.toNanos(200), lines::add);

    assertThat(lines).containsExactly("warm", "round", "round", "times NaN NaN");
  }

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
