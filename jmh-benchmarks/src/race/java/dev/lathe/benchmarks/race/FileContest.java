package dev.lathe.benchmarks.race;

import ai.onnxruntime.OrtException;
import dev.lathe.benchmarks.Images;
import dev.lathe.benchmarks.Summary;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Session;
import dev.lathe.runtime.WarmUp;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A network of a file against ONNX Runtime, on as many threads as images: Lathe computes an image on
 * each, since a call never leaves its thread; ONNX Runtime computes one after the other, each on all
 * threads. The time is that of an image: of all of them, divided by their number.
 */
final class FileContest implements Contest {

  /** Of the largest score: sums of thousands of products, in dozens of layers. */
  private static final double TOLERANCE = 1e-3;

  private final FileModel model;
  private final int threads;
  private final CompiledNetwork compiled;
  private final OnnxPeer peer;
  private final double peerStart;
  private final ExecutorService helpers;
  private final Session[] sessions;
  private final float[][] images;
  private final float[][] ownScores;
  private final float[][] peerScores;

  FileContest(FileModel model, int threads) {
    this.model = model;
    this.threads = threads;
    this.compiled = model.load();
    this.helpers =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1), Thread.ofPlatform().daemon().factory());
    this.sessions = new Session[threads];
    Arrays.setAll(sessions, _ -> compiled.newSession());
    int size = compiled.blueprint().inputSize();
    float[] pixels = Images.pixels(compiled.blueprint(), threads, 2);
    this.images = new float[threads][];
    Arrays.setAll(images, i -> Arrays.copyOfRange(pixels, i * size, (i + 1) * size));
    this.ownScores = new float[threads][compiled.blueprint().outputSize()];
    this.peerScores = new float[threads][compiled.blueprint().outputSize()];
    long begin = System.nanoTime();
    try {
      this.peer = OnnxPeer.of(model.file(), compiled, threads);
    } catch (OrtException e) {
      throw new IllegalStateException(model.title(), e);
    }
    peer.scores(images[0], peerScores[0]);
    this.peerStart = (System.nanoTime() - begin) / 1e6;
  }

  @Override
  public Subject subject() {
    return new Subject(
        model.title() + (threads == 1 ? "" : ", two threads"),
        Group.FILE,
        "ONNX Runtime",
        peer.version(),
        compiled.path().toString());
  }

  @Override
  public WarmUp warmUp() {
    return compiled.warmUp();
  }

  @Override
  public double peerStartMillis() {
    return peerStart;
  }

  @Override
  public void ours() {
    if (threads == 1) {
      scores(0);
      return;
    }
    Future<?>[] others = new Future<?>[threads - 1];
    for (int thread = 1; thread < threads; thread++) {
      int image = thread;
      others[thread - 1] = helpers.submit(() -> scores(image));
    }
    scores(0);
    try {
      for (Future<?> other : others) {
        other.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void scores(int image) {
    sessions[image].scores(images[image], ownScores[image]);
  }

  @Override
  public void theirs() {
    for (int image = 0; image < threads; image++) {
      peer.scores(images[image], peerScores[image]);
    }
  }

  @Override
  public int stepsPerCall() {
    return threads;
  }

  @Override
  public double difference() {
    ours();
    theirs();
    double largest = 0;
    for (int image = 0; image < threads; image++) {
      double most = 0;
      for (float score : peerScores[image]) {
        most = Math.max(most, Math.abs(score));
      }
      for (int i = 0; i < ownScores[image].length; i++) {
        double distance = Math.abs(ownScores[image][i] - peerScores[image][i]) / most;
        // Negated, so that a NaN is a difference.
        if (!(distance <= TOLERANCE)) {
          throw new IllegalStateException(
              "%s, image %d, score %d: Lathe has %s, ONNX Runtime %s"
                  .formatted(
                      model.title(), image, i, ownScores[image][i], peerScores[image][i]));
        }
        largest = Math.max(largest, distance);
      }
    }
    return largest;
  }

  @Override
  public long multiplyAdds() {
    return Summary.multiplyAdds(model.type());
  }

  @Override
  public long bytes() {
    long parameters =
        compiled.blueprint().parameters().stream().mapToLong(parameter -> parameter.size()).sum();
    long values = (long) compiled.blueprint().inputSize() + compiled.blueprint().outputSize();
    return (parameters + values) * Float.BYTES;
  }

  @Override
  public void close() {
    helpers.shutdown();
    try {
      peer.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
