package dev.lathe.benchmarks.race;

import dev.lathe.benchmarks.Model;
import dev.lathe.benchmarks.Networks;
import dev.lathe.benchmarks.SingleLayer;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Weights;
import org.jspecify.annotations.Nullable;

/** A sample network or a single layer on one thread, by its own entry point where it can. */
final class InferenceContest extends OnnxContest {

  private static final int IMAGES = 4;

  /** Sums of thousands of products, and functions, rounded differently; Winograd's are worse. */
  private static final double TOLERANCE = 1e-4;

  private final Model model;
  private final CompiledNetwork compiled;
  private final Call call;
  private int ownImage;
  private int peerImage;

  @FunctionalInterface
  private interface Call {
    void scores(float[] image, float[] scores);
  }

  InferenceContest(Model model) {
    this(model, Networks.load(model, Networks.BEST, Weights.random(1)));
  }

  private InferenceContest(Model model, CompiledNetwork compiled) {
    super(
        model.title(),
        model instanceof SingleLayer ? Group.LAYER : Group.NETWORK,
        model.type(),
        compiled,
        IMAGES,
        1,
        () -> OnnxPeer.of(model, compiled));
    this.model = model;
    this.compiled = compiled;
    this.call =
        compiled instanceof Classifier classifier
            ? classifier::scores
            : compiled.newSession()::scores;
  }

  @Override
  void scores(int image, float[] pixels, float[] scores) {
    call.scores(pixels, scores);
  }

  @Override
  double tolerance(float[] peerScores) {
    return TOLERANCE;
  }

  @Override
  public void ours() {
    ownImage = (ownImage + 1) % IMAGES;
    own(ownImage);
  }

  @Override
  public void theirs() {
    peerImage = (peerImage + 1) % IMAGES;
    peer(peerImage);
  }

  @Override
  public Contestant.@Nullable Timed kernels() {
    return model instanceof SingleLayer ? new LayerKernels(compiled, image()) : null;
  }
}
