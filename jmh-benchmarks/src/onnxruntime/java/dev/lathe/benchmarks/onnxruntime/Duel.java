package dev.lathe.benchmarks.onnxruntime;

import ai.onnxruntime.OrtException;
import dev.lathe.benchmarks.Images;
import dev.lathe.benchmarks.Networks;
import dev.lathe.benchmarks.SampleNetwork;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Weights;
import java.util.Arrays;

/**
 * One network on both, in turns of about a millisecond: whatever else the machine does meanwhile
 * meets both alike, and a turn is long enough that each finds its own code and data in the caches
 * again.
 *
 * <p>What is timed is one call with one image in a {@code float[]}, until its scores are in a
 * {@code float[]}: for either the copy of the image into memory of its own, the computation, and
 * the copy of the scores out of it. Reading the clock adds about 25 ns to either.
 */
final class Duel implements AutoCloseable {

  private static final int IMAGES = 8;
  private static final long TURN = 1_000_000;

  /** Sums of thousands of products, and functions, rounded differently. */
  private static final double TOLERANCE = 2e-5;

  private final SampleNetwork network;
  private final CompiledNetwork compiled;
  private final Peer peer;
  private final float[][] images = new float[IMAGES][];
  private final Contestant lathe;
  private final Contestant onnxRuntime;

  @FunctionalInterface
  private interface Call {
    void scores(float[] image, float[] scores);
  }

  /** One of the two, its scores of every image, and its times. */
  private static final class Contestant {

    private final Call call;
    private final float[][] scores;
    private final Latencies latencies = new Latencies();
    private int image;

    Contestant(Call call, int outputs) {
      this.call = call;
      this.scores = new float[IMAGES][outputs];
    }

    void turn(float[][] images) {
      long begin = System.nanoTime();
      long last = begin;
      while (last - begin < TURN) {
        image = (image + 1) % IMAGES;
        call.scores(images[image], scores[image]);
        long now = System.nanoTime();
        latencies.add(now - last);
        last = now;
      }
    }
  }

  Duel(SampleNetwork network) throws OrtException {
    this.network = network;
    this.compiled = Networks.load(network, Networks.BEST, Weights.random(1));
    this.peer = new Peer(network, compiled);
    float[] pixels = Images.pixels(compiled.blueprint(), IMAGES, 2);
    int inputs = compiled.blueprint().inputSize();
    Arrays.setAll(images, i -> Arrays.copyOfRange(pixels, i * inputs, (i + 1) * inputs));
    int outputs = compiled.blueprint().outputSize();
    Call own =
        compiled instanceof Classifier classifier
            ? classifier::scores
            : compiled.newSession()::scores;
    this.lathe = new Contestant(own, outputs);
    this.onnxRuntime = new Contestant(peer::scores, outputs);
  }

  String version() {
    return peer.version();
  }

  /** Lets both run in turns, for so many seconds together. */
  void run(double seconds) {
    lathe.latencies.clear();
    onnxRuntime.latencies.clear();
    long end = System.nanoTime() + (long) (seconds * 1e9);
    do {
      lathe.turn(images);
      onnxRuntime.turn(images);
    } while (System.nanoTime() < end);
  }

  /** What the last {@link #run} measured, or that the two do not agree. */
  Row row() {
    double p50 = lathe.latencies.microseconds(0.5);
    double peerP50 = onnxRuntime.latencies.microseconds(0.5);
    return new Row(
        network.type().getSimpleName(),
        compiled.path().toString(),
        Math.min(lathe.latencies.size(), onnxRuntime.latencies.size()),
        p50,
        peerP50,
        peerP50 / p50,
        lathe.latencies.microseconds(0.99),
        onnxRuntime.latencies.microseconds(0.99),
        difference());
  }

  private double difference() {
    double largest = 0;
    for (int image = 0; image < IMAGES; image++) {
      for (int i = 0; i < lathe.scores[image].length; i++) {
        float own = lathe.scores[image][i];
        float other = onnxRuntime.scores[image][i];
        // Negated, so that a NaN is a difference.
        if (!(Math.abs(own - other) <= TOLERANCE)) {
          throw new IllegalStateException(
              "%s, image %d, score %d: Lathe has %s, ONNX Runtime %s, the tolerance is %s"
                  .formatted(network, image, i, own, other, TOLERANCE));
        }
        largest = Math.max(largest, Math.abs(own - other));
      }
    }
    return largest;
  }

  @Override
  public void close() throws OrtException {
    peer.close();
  }
}
