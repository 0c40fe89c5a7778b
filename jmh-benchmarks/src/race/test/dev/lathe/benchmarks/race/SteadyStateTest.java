package dev.lathe.benchmarks.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class SteadyStateTest {

  private static final long MILLISECOND = 1_000_000;
  private static final long BEGIN = 7_000_000_000L;

  /** Calls for so many milliseconds, each as long as {@code nanoseconds} says of its begin. */
  private static SteadyState after(long milliseconds, LongUnaryOperator nanoseconds) {
    SteadyState steady = new SteadyState(BEGIN);
    long now = BEGIN;
    while (now < BEGIN + milliseconds * MILLISECOND) {
      long call = nanoseconds.applyAsLong(now - BEGIN);
      now += call;
      steady.add(call, now);
    }
    return steady;
  }

  @Test
  void isReachedWhenTheLastSlowWindowEnds() {
    SteadyState steady =
        after(
            3000,
            time ->
                time < 500 * MILLISECOND ? 100_000 : time < 900 * MILLISECOND ? 20_000 : 10_000);

    assertThat(steady.reached() / 1e6).isBetween(880.0, 941.0);
    assertThat(steady.usual()).isEqualTo(10_000);
  }

  @Test
  void callsThatTheMachineDelaysAreNoLackOfHeat() {
    int[] calls = new int[1];
    SteadyState steady = after(3000, _ -> ++calls[0] % 7 == 0 ? 500_000 : 10_000);

    assertThat(steady.reached()).isZero();
    assertThat(steady.usual()).isEqualTo(10_000);
  }

  @Test
  void longCallsAreWindowsOfTheirOwn() {
    SteadyState steady = after(4000, time -> time == 0 ? 600 * MILLISECOND : 25 * MILLISECOND);

    assertThat(steady.reached() / 1e6).isEqualTo(600, within(1e-9));
    assertThat(steady.usual() / 1e6).isEqualTo(25, within(1e-9));
  }

  @Test
  void withoutAWindowTheBestCallIsUsual() {
    SteadyState steady = after(1, _ -> 500_000);

    assertThat(steady.reached()).isZero();
    assertThat(steady.usual()).isEqualTo(500_000);
  }
}
