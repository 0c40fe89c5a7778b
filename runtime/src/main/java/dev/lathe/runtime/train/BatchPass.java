package dev.lathe.runtime.train;

import dev.lathe.runtime.data.Augmentation;
import dev.lathe.runtime.spi.Exchange;
import dev.lathe.runtime.spi.Pass;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs a training pass over the images of a batch with several threads. A pass without exchanges is
 * run image by image, each thread in one arena, or in as many as it has images in a micro-batch
 * ({@link dev.lathe.runtime.spi.MicroBatchRunner}). A pass with them is run stage by stage: every
 * image has an arena, all threads end a stage before the next begins, and in between the means over
 * the images are taken, summed in the threads' order.
 */
final class BatchPass {

  private static final float[] NO_MEANS = {};

  private final Pass pass;
  private final Worker[] workers;
  private final float[][] gradients;
  private final int most;
  private final Exchange[][] exchanges;

  /** The means of each stage's exchanges, one after the other. */
  private final float[][] means;

  /**
   * @param most how many images a batch has at most; where more are evaluated, they are cut up
   */
  BatchPass(Pass pass, int threads, int most, Augmentation augmentation) {
    this.pass = pass;
    this.most = most;
    this.workers = new Worker[threads];
    this.gradients = new float[threads][];
    for (int i = 0; i < threads; i++) {
      workers[i] = new Worker(pass, augmentation);
      gradients[i] = workers[i].gradients();
    }
    this.exchanges = exchanges(pass);
    this.means = new float[exchanges.length][];
    for (int stage = 0; stage < means.length; stage++) {
      means[stage] = new float[floats(exchanges[stage])];
    }
  }

  /** How many floats some exchanges have together. */
  static int floats(Exchange[] exchanges) {
    return Stream.of(exchanges).mapToInt(Exchange::floats).sum();
  }

  /** Those behind each stage but the last. */
  static Exchange[][] exchanges(Pass pass) {
    return IntStream.range(0, pass.stages() - 1)
        .mapToObj(stage -> pass.exchangesBehind(stage).toArray(Exchange[]::new))
        .toArray(Exchange[][]::new);
  }

  /** The gradient sums of each thread, of the last {@link #train}. */
  float[][] gradients() {
    return gradients;
  }

  /** Computes losses and gradient sums of a batch, and lets the statistics follow its means. */
  void train(Crew crew, Batch batch, Parameters parameters, long noise) {
    check(crew);
    if (pass.stages() == 1) {
      crew.run(
          member -> {
            workers[member].begin();
            run(member, batch, parameters, noise);
            parameters.fold(gradients[member]);
          });
      return;
    }
    crew.run(
        member -> {
          workers[member].begin();
          workers[member].load(share(batch, member), noise);
        });
    for (int stage = 0; stage < means.length; stage++) {
      runStage(crew, stage, parameters);
      takeMeans(stage, batch.size());
      int at = 0;
      for (Exchange exchange : exchanges[stage]) {
        parameters.observe(exchange, means[stage], at, batch.size());
        at += exchange.floats();
      }
    }
    runStage(crew, means.length, parameters);
    crew.run(
        member -> {
          workers[member].finish(share(batch, member));
          parameters.fold(gradients[member]);
        });
  }

  /**
   * Computes the losses of any number of images as they are without training: statistics stand in
   * for means, and nothing is masked.
   */
  void evaluate(Crew crew, Batch batch, Parameters parameters) {
    check(crew);
    crew.run(member -> workers[member].begin());
    if (pass.stages() == 1) {
      crew.run(member -> run(member, batch, parameters, Worker.NO_NOISE));
      return;
    }
    for (int begin = batch.begin(); begin < batch.end(); begin += most) {
      int end = Math.min(begin + most, batch.end());
      Batch part = new Batch(batch.data(), batch.order(), begin, end);
      crew.run(member -> workers[member].load(share(part, member), Worker.NO_NOISE));
      for (int stage = 0; stage < means.length; stage++) {
        runStage(crew, stage, parameters);
        takeMeans(stage, part.size());
        int at = 0;
        for (Exchange exchange : exchanges[stage]) {
          if (!exchange.statistic().isEmpty()) {
            parameters.statistic(exchange.statistic(), means[stage], at);
          }
          at += exchange.floats();
        }
      }
      runStage(crew, means.length, parameters);
      crew.run(member -> workers[member].finish(share(part, member)));
    }
  }

  /** The sum of the losses of all images. */
  double loss() {
    double sum = 0;
    for (Worker worker : workers) {
      sum += worker.loss();
    }
    return sum;
  }

  /** How many images were classified rightly; 0 without labels. */
  int correct() {
    int sum = 0;
    for (Worker worker : workers) {
      sum += worker.correct();
    }
    return sum;
  }

  private void check(Crew crew) {
    if (crew.size() != workers.length) {
      throw new IllegalArgumentException(workers.length + " workers, but a crew of " + crew.size());
    }
  }

  private void run(int member, Batch batch, Parameters parameters, long noise) {
    Batch share = share(batch, member);
    workers[member].run(
        share.data(), share.order(), share.begin(), share.end(), parameters.packed(), noise);
  }

  private Batch share(Batch batch, int member) {
    int from = batch.begin() + Evaluation.share(batch.size(), member, workers.length);
    int to = batch.begin() + Evaluation.share(batch.size(), member + 1, workers.length);
    return new Batch(batch.data(), batch.order(), from, to);
  }

  private void runStage(Crew crew, int stage, Parameters parameters) {
    float[] before = stage == 0 ? NO_MEANS : means[stage - 1];
    crew.run(member -> workers[member].runStage(stage, before, parameters.packed()));
  }

  private void takeMeans(int stage, int images) {
    for (int i = 0; i < means[stage].length; i++) {
      double sum = 0;
      for (Worker worker : workers) {
        sum += worker.sums(stage)[i];
      }
      means[stage][i] = (float) (sum / images);
    }
  }
}
