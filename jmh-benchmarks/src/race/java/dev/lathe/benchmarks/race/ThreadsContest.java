package dev.lathe.benchmarks.race;

import dev.lathe.benchmarks.Images;
import dev.lathe.benchmarks.Networks;
import dev.lathe.benchmarks.SampleNetwork;
import dev.lathe.benchmarks.Summary;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.WarmUp;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.train.Schedule;
import dev.lathe.runtime.train.Sgd;
import dev.lathe.runtime.train.Trainer;
import dev.lathe.runtime.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;

/**
 * Training with two threads against training with one: the steps of a run, timed one by one as they
 * end. What a run begins and ends with is no step.
 */
final class ThreadsContest implements Contest {

  private static final int BATCH = 64;

  /** Of a run, so that it takes about a turn of the race; an epoch of MNIST has 937. */
  private static final int STEPS = 200;

  private static final int WARM_UP_RUNS = 5;

  /** So small that it changes little, and the last step has the work of the first. */
  private static final float LEARNING_RATE = 1e-7f;

  /** At which weights do change, when the two ways are compared. */
  private static final float LEARNING_RATE_COMPARED = 0.01f;

  /** Of the largest change of a weight: rounding errors of 1e-7, carried on by 200 steps. */
  private static final double TOLERANCE = 1e-3;

  private static final TrainingListener UNTOLD = new TrainingListener() {};

  private final SampleNetwork network;
  private final CompiledNetwork compiled;
  private final Dataset data;
  private final Weights initial;

  /** Nanoseconds of each run with one thread beside its steps. */
  private final List<Long> besideSteps = new ArrayList<>();

  ThreadsContest(SampleNetwork network) {
    this.network = network;
    this.compiled = Networks.load(network, Networks.BEST, Weights.random(1));
    this.initial = compiled.weights();
    this.data = Images.dataset(network, compiled.blueprint(), BATCH * STEPS, 2);
  }

  private void train(int threads, float rate, TrainingListener listener) {
    Trainer trainer =
        Trainer.of(compiled, data)
            .listener(listener)
            .optimizer(Sgd.withMomentum(0.9f))
            .schedule(Schedule.constant(rate))
            .batchSize(BATCH)
            .epochs(1)
            .threads(threads)
            .seed(1)
            .build();
    try {
      trainer.train();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Subject subject() {
    return new Subject(
        "training " + network.title() + " batch " + BATCH + ", two threads",
        Group.THREADS,
        "Lathe, one thread",
        "",
        compiled.path().toString());
  }

  @Override
  public WarmUp warmUp() {
    WarmUp warmUp = compiled.warmUpTraining();
    // The trainer's own loops are compiled as it runs; cold they make a step take a third longer.
    for (int run = 0; run < WARM_UP_RUNS; run++) {
      ours();
      theirs();
    }
    return warmUp;
  }

  @Override
  public double peerStartMillis() {
    return Medians.of(besideSteps, Long::doubleValue) / 1e6;
  }

  @Override
  public void ours() {
    train(2, LEARNING_RATE, UNTOLD);
  }

  @Override
  public void theirs() {
    train(1, LEARNING_RATE, UNTOLD);
  }

  @Override
  public Contestant timedOurs() {
    return Contestant.stepwise(times -> train(2, LEARNING_RATE, new StepTimes(times)));
  }

  @Override
  public Contestant timedTheirs() {
    return Contestant.stepwise(
        times -> {
          StepTimes steps = new StepTimes(times);
          long begin = System.nanoTime();
          train(1, LEARNING_RATE, steps);
          besideSteps.add(System.nanoTime() - begin - steps.sum());
        });
  }

  @Override
  public double allocated() {
    Allocations steps = new Allocations();
    train(2, LEARNING_RATE, steps.listener());
    return steps.median();
  }

  /**
   * How far apart weights are after an epoch with two threads and after one with one thread, from
   * the first weights. Threads add gradients in another order, which the epoch's steps carry on;
   * from weights that came about in the contest some steps made a hundredth of the way of it, where
   * a rounding error had turned a RELU, with the same bits in every run of either.
   */
  @Override
  public double difference() {
    Weights before = compiled.weights();
    compiled.swap(initial);
    train(2, LEARNING_RATE_COMPARED, UNTOLD);
    Weights two = compiled.weights();
    compiled.swap(initial);
    train(1, LEARNING_RATE_COMPARED, UNTOLD);
    Weights one = compiled.weights();
    compiled.swap(before);
    double largest = 0;
    double moved = 0;
    for (String name : one.names()) {
      float[] ours = two.tensor(name).values();
      float[] theirs = one.tensor(name).values();
      float[] first = initial.tensor(name).values();
      for (int i = 0; i < ours.length; i++) {
        largest = Math.max(largest, Math.abs(ours[i] - theirs[i]));
        moved = Math.max(moved, Math.abs(ours[i] - first[i]));
      }
    }
    // Negated, so that a NaN is a difference.
    if (!(largest <= TOLERANCE * moved)) {
      throw new IllegalStateException(
          "Two threads and one are %s apart, though weights moved by %s only"
              .formatted(largest, moved));
    }
    return largest;
  }

  @Override
  public long multiplyAdds() {
    return 3L * BATCH * Summary.multiplyAdds(network.type());
  }

  @Override
  public long bytes() {
    return 0;
  }

  @Override
  public void close() {}
}
