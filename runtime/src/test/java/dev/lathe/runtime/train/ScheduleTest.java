package dev.lathe.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void constantStays() {
    assertThat(Schedule.constant(0.3f).learningRate(17, 20)).isEqualTo(0.3f);
  }

  @Test
  void stepFallsAtItsSteps() {
    Schedule schedule = Schedule.step(0.8f, 0.5f, 10);
    assertThat(schedule.learningRate(9, 100)).isEqualTo(0.8f);
    assertThat(schedule.learningRate(10, 100)).isEqualTo(0.4f);
    assertThat(schedule.learningRate(35, 100)).isEqualTo(0.1f);
  }

  @Test
  void cosineFallsFromItsRateToZero() {
    Schedule schedule = Schedule.cosine(2);
    assertThat(schedule.learningRate(0, 100)).isEqualTo(2);
    assertThat(schedule.learningRate(50, 100)).isCloseTo(1, within(1e-6f));
    assertThat(schedule.learningRate(100, 100)).isCloseTo(0, within(1e-6f));
  }

  @Test
  void warmUpRisesThenTheScheduleHasTheRest() {
    Schedule schedule = Schedule.cosine(1).afterWarmUp(0.2);
    assertThat(schedule.learningRate(0, 100)).isCloseTo(0.05f, within(1e-6f));
    assertThat(schedule.learningRate(19, 100)).isEqualTo(1);
    assertThat(schedule.learningRate(20, 100)).isEqualTo(1);
    assertThat(schedule.learningRate(60, 100)).isCloseTo(0.5f, within(1e-6f));
  }

  @Property
  void ratesStayBetweenZeroAndTheirPeak(
      @ForAll @IntRange(min = 1, max = 1000) int steps,
      @ForAll @IntRange(max = 999) int step,
      @ForAll @DoubleRange(max = 0.99) double share) {
    Schedule schedule = Schedule.cosine(0.7f).afterWarmUp(share);
    assertThat(schedule.learningRate(step % steps, steps)).isBetween(0f, 0.7f);
  }

  @Test
  void refusesRatesAndSharesThatCannotBe() {
    assertThatThrownBy(() -> Schedule.constant(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> Schedule.cosine(Float.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Schedule.step(1, 0, 5)).hasMessageContaining("0");
    assertThatThrownBy(() -> Schedule.step(1, 0.1f, 0)).hasMessageContaining("not 0");
    assertThatThrownBy(() -> Schedule.constant(1).afterWarmUp(1)).hasMessageContaining("1.0");
    assertThatThrownBy(() -> Schedule.plateau(1, 1, 2)).hasMessageContaining("1.0");
    assertThatThrownBy(() -> Schedule.plateau(1, 0.1f, -2)).hasMessageContaining("-2");
  }

  @Test
  void linearComesToItsLastRate() {
    Schedule schedule = Schedule.linear(1, 0.2f);
    assertThat(schedule.learningRate(0, 40)).isEqualTo(1);
    assertThat(schedule.learningRate(10, 40)).isCloseTo(0.8f, within(1e-6f));
    assertThat(schedule.learningRate(40, 40)).isCloseTo(0.2f, within(1e-6f));
  }

  @Test
  void eachOfTwoSchedulesSeesItsOwnSteps() {
    Schedule schedule = Schedule.linear(1, 0).then(0.25, Schedule.cosine(8));
    assertThat(schedule.learningRate(5, 40)).isCloseTo(0.5f, within(1e-6f));
    assertThat(schedule.learningRate(10, 40)).isEqualTo(8);
    assertThat(schedule.learningRate(25, 40)).isCloseTo(4, within(1e-6f));
  }

  @Test
  void ratesAreMultiplied() {
    Schedule schedule = Schedule.constant(0.5f).times(Schedule.step(1, 0.1f, 10));
    assertThat(schedule.learningRate(9, 40)).isEqualTo(0.5f);
    assertThat(schedule.learningRate(10, 40)).isCloseTo(0.05f, within(1e-6f));
  }

  @Test
  void plateauFallsWhenTheLossStaysTooLong() {
    Schedule rule = Schedule.plateau(1, 0.5f, 1);
    Schedule schedule = rule.afterWarmUp(0).start();
    double[] losses = {3, 2, 2, 2, 1, 2, 2, 2, 2};
    float[] rates = {1, 1, 1, 0.5f, 0.5f, 0.5f, 0.25f, 0.25f, 0.125f};
    for (int epoch = 0; epoch < losses.length; epoch++) {
      schedule.epochDone(epochOf(losses[epoch]));
      assertThat(schedule.learningRate(0, 9)).as("epoch %d", epoch).isEqualTo(rates[epoch]);
    }
    assertThat(rule.learningRate(0, 9)).as("another training's rate").isEqualTo(1);
  }

  private static EpochSummary epochOf(double loss) {
    Progress progress = new Progress(1, 9, 1, 9, 1, 1, 100, Double.NaN, 1, 1);
    return new EpochSummary(progress, new Evaluation(1, Double.NaN, loss), false);
  }
}
