package dev.lathe.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.runtime.fake.FakeDense;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether HotSpot has compiled all is for the samples' JIT health test: this is the rest. */
class WarmUpTest {

  private final FakeDense network = Lathe.load(FakeDense.class, Weights.random(1));
  private final CompiledNetwork compiled = CompiledNetwork.of(network);

  @Test
  void settlesAndTellsHowLongItTook() {
    long begin = System.nanoTime();

    WarmUp warmUp = compiled.warmUp();

    assertThat(warmUp.settled()).isTrue();
    assertThat(warmUp.kernels()).isPositive();
    assertThat(warmUp.calls()).isGreaterThan(5000L * warmUp.kernels());
    assertThat(warmUp.elapsed()).isPositive();
    assertThat(warmUp.elapsed().toNanos()).isLessThanOrEqualTo(System.nanoTime() - begin);
    assertThat(warmUp.unsettled()).isEmpty();
    assertThat(warmUp.toString()).startsWith("warm after ").endsWith(" calls");
  }

  @Test
  void leavesScoresAsTheyWere() {
    float[] image = new float[compiled.blueprint().inputSize()];
    Arrays.fill(image, 0.5f);
    float[] before = compiled.newSession().scores(image);

    compiled.warmUp();

    assertThat(compiled.newSession().scores(image)).isEqualTo(before);
  }

  @Test
  void givesUpInTime() {
    WarmUp warmUp = compiled.warmUp(Duration.ZERO);

    assertThat(warmUp.settled()).isFalse();
    assertThat(warmUp.calls()).isZero();
    assertThat(warmUp.unsettled()).first().asString().startsWith("kernel 1 of FakeDense");
    assertThat(warmUp.toString())
        .startsWith("not yet warm after ")
        .contains(", 0 calls: kernel 1 of FakeDense");
  }

  @Test
  void namesThreeThatDidNotSettle() {
    assertThat(
            new WarmUp(Duration.ofSeconds(1), false, 9, 7, List.of("a", "b", "c", "d", "e"))
                .toString())
        .isEqualTo("not yet warm after 1000 ms, 9 kernels, 7 calls: a, b, c and 2 more");
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> compiled.warmUp(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 0");
    assertThatThrownBy(compiled::warmUpTraining)
        .isInstanceOf(LatheException.class)
        .hasMessageContaining("@Trainable");
  }
}
