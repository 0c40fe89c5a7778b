package dev.lathe.benchmarks.race;

import dev.lathe.runtime.train.Progress;
import dev.lathe.runtime.train.TrainingListener;

/** Times the steps of a training: each from the end of the one before it to its own. */
final class StepTimes implements TrainingListener {

  private final Latencies steps;
  private long begin;
  private long sum;

  /** Adds the steps' times to these. */
  StepTimes(Latencies steps) {
    this.steps = steps;
  }

  /** The first step begins. */
  @Override
  public void epochStarted(int epoch, int epochs, int images) {
    begin = System.nanoTime();
  }

  @Override
  public void stepDone(Progress progress) {
    long now = System.nanoTime();
    steps.add(now - begin);
    sum += now - begin;
    begin = now;
  }

  /** Nanoseconds of all steps. */
  long sum() {
    return sum;
  }
}
