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
import java.util.Arrays;

/** An epoch of training with two threads against one with one; figures are of one step. */
final class ThreadsContest implements Contest {

  private static final int BATCH = 64;

  /** An epoch of MNIST has 937; of 40 the trainer's own beginning and end were a third. */
  private static final int STEPS = 200;

  /** So small that it changes little, and the last step has the work of the first. */
  private static final float LEARNING_RATE = 1e-7f;

  private final SampleNetwork network;
  private final CompiledNetwork compiled;
  private final Dataset data;

  ThreadsContest(SampleNetwork network) {
    this.network = network;
    this.compiled = Networks.load(network, Networks.BEST, Weights.random(1));
    this.data = Images.dataset(network, compiled.blueprint(), BATCH * STEPS, 2);
  }

  private void train(int threads) {
    Trainer trainer =
        Trainer.of(compiled, data)
            .optimizer(Sgd.withMomentum(0.9f))
            .schedule(Schedule.constant(LEARNING_RATE))
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
    return compiled.warmUpTraining();
  }

  @Override
  public double peerStartMillis() {
    return 0;
  }

  @Override
  public void ours() {
    train(2);
  }

  @Override
  public void theirs() {
    train(1);
  }

  /** Threads add gradients in another order. */
  @Override
  public double difference() {
    float[] before = values();
    train(2);
    float[] after = values();
    double largest = 0;
    for (int i = 0; i < before.length; i++) {
      largest = Math.max(largest, Math.abs(before[i] - after[i]));
    }
    if (!(largest < 0.1)) {
      throw new IllegalStateException("Training went astray: a weight moved by " + largest);
    }
    return largest;
  }

  private float[] values() {
    String name = compiled.blueprint().parameters().getFirst().name();
    float[] values = compiled.weights().tensor(name).values();
    return Arrays.copyOf(values, values.length);
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
  public int stepsPerCall() {
    return STEPS;
  }

  @Override
  public void close() {}
}
