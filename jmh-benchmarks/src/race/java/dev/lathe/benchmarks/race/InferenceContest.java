package dev.lathe.benchmarks.race;

import dev.lathe.benchmarks.ExportedNetwork;
import dev.lathe.benchmarks.Measured;
import dev.lathe.benchmarks.Model;
import dev.lathe.benchmarks.Networks;
import dev.lathe.benchmarks.SingleLayer;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Weights;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A sample network or a single layer on one thread, by its own entry point where it can. */
final class InferenceContest extends OnnxContest {

  private static final int IMAGES = 4;

  /** Sums of thousands of products, and functions, rounded differently; Winograd's are worse. */
  private static final double TOLERANCE = 1e-4;

  private final Measured network;
  private final CompiledNetwork compiled;
  private final Call call;
  private int ownImage;
  private int peerImage;

  @FunctionalInterface
  private interface Call {
    void scores(float[] image, float[] scores);
  }

  private InferenceContest(Measured network, CompiledNetwork compiled, Opening opening) {
    super(
        network.title(),
        network instanceof SingleLayer ? Group.LAYER : Group.NETWORK,
        network.type(),
        compiled,
        IMAGES,
        1,
        opening);
    this.network = network;
    this.compiled = compiled;
    this.call =
        compiled instanceof Classifier classifier
            ? classifier::scores
            : compiled.newSession()::scores;
  }

  /** The peer has what the model's operations say. */
  static InferenceContest of(Model model) {
    CompiledNetwork compiled = Networks.load(model, Networks.BEST, Weights.random(1));
    return new InferenceContest(model, compiled, () -> OnnxPeer.of(model, compiled));
  }

  /**
   * The peer has what was exported.
   *
   * @param file has been written
   */
  static InferenceContest of(ExportedNetwork network, Path file) {
    CompiledNetwork compiled = Networks.load(network, Networks.BEST, Exports.WEIGHTS);
    return new InferenceContest(network, compiled, () -> OnnxPeer.of(file, 1));
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
    return network instanceof SingleLayer ? new LayerKernels(compiled, image()) : null;
  }
}
