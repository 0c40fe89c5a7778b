package dev.lathe.benchmarks.race;

import dev.lathe.benchmarks.Images;
import dev.lathe.benchmarks.Networks;
import dev.lathe.benchmarks.SampleNetwork;
import dev.lathe.benchmarks.Summary;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.WarmUp;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.train.Sgd;
import dev.lathe.runtime.train.TrainingStep;
import java.util.stream.IntStream;

/**
 * A step of training with momentum against DJL with libtorch: images out of Java arrays, scores,
 * loss, gradients, update. The learning rate is 0: the arithmetic is the same, and the last step has
 * the work of the first.
 */
final class TrainingContest implements Contest {

  private static final int IMAGES = 512;

  private static final double TOLERANCE = 1e-4;

  private final SampleNetwork network;
  private final int batch;
  private final CompiledNetwork compiled;
  private final TrainingStep step;
  private final TorchTraining peer;
  private final double peerStart;
  private final int[] order = IntStream.range(0, IMAGES).toArray();
  private int next;
  private double ownLoss;

  TrainingContest(SampleNetwork network, int batch) {
    this.network = network;
    this.batch = batch;
    this.compiled = Networks.load(network, Networks.BEST, Weights.random(1));
    Dataset data = Images.dataset(network, compiled.blueprint(), IMAGES, 2);
    this.step = TrainingStep.of(compiled, data, Sgd.withMomentum(0.9f));
    long begin = System.nanoTime();
    this.peer = new TorchTraining(network, compiled, data, batch);
    peer.step(0);
    this.peerStart = (System.nanoTime() - begin) / 1e6;
  }

  @Override
  public Subject subject() {
    return new Subject(
        "training " + network.title() + " batch " + batch,
        Group.TRAINING,
        "DJL libtorch",
        peer.version(),
        compiled.path().toString());
  }

  @Override
  public WarmUp warmUp() {
    WarmUp warmUp = compiled.warmUpTraining();
    // The update and the packing of weights are library code, which other steps use as well.
    for (int i = 0; i < 2_000; i++) {
      step.run(order, 0, 1, 0);
    }
    return warmUp;
  }

  @Override
  public double peerStartMillis() {
    return peerStart;
  }

  @Override
  public void ours() {
    next = (next + batch) % IMAGES;
    ownLoss = step.run(order, next, next + batch, 0);
  }

  @Override
  public void theirs() {
    next = (next + batch) % IMAGES;
    peer.step(next);
  }

  @Override
  public double difference() {
    next = 0;
    ownLoss = step.run(order, 0, batch, 0);
    double difference = Math.abs(ownLoss - peer.step(0));
    // Negated, so that a NaN is a difference.
    if (!(difference <= TOLERANCE)) {
      throw new IllegalStateException(
          "%s: the losses differ by %s".formatted(subject().name(), difference));
    }
    return difference;
  }

  @Override
  public long multiplyAdds() {
    // Forward, data gradient and weight gradient take about the same.
    return 3L * batch * Summary.multiplyAdds(network.type());
  }

  @Override
  public long bytes() {
    return 0;
  }

  @Override
  public void close() {
    peer.close();
  }
}
