package dev.lathe.benchmarks.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.runtime.train.Progress;
import org.junit.jupiter.api.Test;

class ContestantTest {

  private static final Progress PROGRESS = new Progress(1, 1, 1, 3, 1, 3, 1, 1, 1, 1);

  @Test
  void aTurnTimesEveryStepOfATraining() {
    long[] sum = {0};
    Contestant side =
        Contestant.stepwise(
            latencies -> {
              StepTimes steps = new StepTimes(latencies);
              steps.epochStarted(1, 1, 3);
              for (int i = 0; i < 3; i++) {
                steps.stepDone(PROGRESS);
              }
              sum[0] = steps.sum();
            });

    side.turn(0);

    assertThat(side.latencies().size()).isEqualTo(3);
    assertThat(sum[0] / 1e3)
        .isGreaterThanOrEqualTo(side.latencies().microseconds(0.99))
        .isLessThanOrEqualTo(3 * side.latencies().microseconds(0.99));
  }

  @Test
  void aTurnTimesWorkThatTimesItself() {
    Contestant side = Contestant.timed(() -> 5_000);

    side.turn(0);

    assertThat(side.latencies().size()).isEqualTo(1);
    assertThat(side.latencies().microseconds(0.5)).isEqualTo(5);
  }
}
