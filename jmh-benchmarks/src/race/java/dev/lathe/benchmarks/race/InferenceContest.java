package dev.lathe.benchmarks.race;

import ai.onnxruntime.OrtException;
import dev.lathe.benchmarks.Images;
import dev.lathe.benchmarks.Model;
import dev.lathe.benchmarks.Networks;
import dev.lathe.benchmarks.SingleLayer;
import dev.lathe.benchmarks.Summary;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.WarmUp;
import dev.lathe.runtime.Weights;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A network with a batch of one image against ONNX Runtime. What is timed is one call with an image
 * in a {@code float[]}, until its scores are in a {@code float[]}: for either the copy of the image
 * into memory of its own, the computation, and the copy of the scores out of it.
 */
final class InferenceContest implements Contest {

  private static final int IMAGES = 4;

  /** Sums of thousands of products, and functions, rounded differently; Winograd's are worse. */
  private static final double TOLERANCE = 1e-4;

  private final Model model;
  private final CompiledNetwork compiled;
  private final OnnxPeer peer;
  private final double peerStart;
  private final Call own;
  private final float[][] images = new float[IMAGES][];
  private final float[][] ownScores;
  private final float[][] peerScores;
  private int ownImage;
  private int peerImage;

  @FunctionalInterface
  private interface Call {
    void scores(float[] image, float[] scores);
  }

  InferenceContest(Model model) {
    this.model = model;
    this.compiled = Networks.load(model, Networks.BEST, Weights.random(1));
    float[] pixels = Images.pixels(compiled.blueprint(), IMAGES, 2);
    int inputs = compiled.blueprint().inputSize();
    Arrays.setAll(images, i -> Arrays.copyOfRange(pixels, i * inputs, (i + 1) * inputs));
    this.ownScores = new float[IMAGES][compiled.blueprint().outputSize()];
    this.peerScores = new float[IMAGES][compiled.blueprint().outputSize()];
    this.own =
        compiled instanceof Classifier classifier
            ? classifier::scores
            : compiled.newSession()::scores;
    long begin = System.nanoTime();
    try {
      this.peer = OnnxPeer.of(model, compiled);
    } catch (OrtException e) {
      throw new IllegalStateException(model.title(), e);
    }
    peer.scores(images[0], peerScores[0]);
    this.peerStart = (System.nanoTime() - begin) / 1e6;
  }

  @Override
  public Subject subject() {
    return new Subject(
        model.title(),
        model instanceof SingleLayer ? Group.LAYER : Group.NETWORK,
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
    ownImage = (ownImage + 1) % IMAGES;
    own.scores(images[ownImage], ownScores[ownImage]);
  }

  @Override
  public void theirs() {
    peerImage = (peerImage + 1) % IMAGES;
    peer.scores(images[peerImage], peerScores[peerImage]);
  }

  @Override
  public double difference() {
    double largest = 0;
    for (int image = 0; image < IMAGES; image++) {
      own.scores(images[image], ownScores[image]);
      peer.scores(images[image], peerScores[image]);
      for (int i = 0; i < ownScores[image].length; i++) {
        double distance = Math.abs(ownScores[image][i] - peerScores[image][i]);
        // Negated, so that a NaN is a difference.
        if (!(distance <= TOLERANCE)) {
          throw new IllegalStateException(
              "%s, image %d, score %d: Lathe has %s, ONNX Runtime %s, the tolerance is %s"
                  .formatted(
                      model.title(),
                      image,
                      i,
                      ownScores[image][i],
                      peerScores[image][i],
                      TOLERANCE));
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
  public Contestant.@Nullable Timed kernels() {
    return model instanceof SingleLayer ? new LayerKernels(compiled, images[0]) : null;
  }

  @Override
  public void close() {
    try {
      peer.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
