package dev.lathe.processor.testing;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A gradient case of a loss through generated code: a network whose scores are its image, or, for
 * cross-entropy, the image's softmax or the logarithm of it, for which the loss takes other ways.
 */
public final class LossCheck {
  private final GradientCase test;
  private final LossCase batch;
  private final String layer;
  private final String source;
  private @Nullable CompiledInterface compiled;

  private LossCheck(GradientCase test, LossCase batch, String layer) {
    this.test = test;
    this.batch = batch;
    this.layer = layer;
    this.source =
        """
        @Network(input = %s)
        @Trainable(%s, inputGradient = true)
        public interface Case extends Classifier {
          %s Layer y();
        }
        """
            .formatted(CaseLayer.braces(batch.image()), batch.loss(), layer);
  }

  /** The case with every network that has its loss. */
  public static List<LossCheck> of(GradientCase test) {
    LossCase batch = LossCase.of(test);
    int channels = batch.image().get(0);
    // The image itself as scores: a layer that multiplies by the unit matrix changes no bit of it.
    String identity =
        batch.image().size() == 1
            ? "@Dense(value = %d, bias = false)".formatted(channels)
            : "@Conv(filters = %d, kernel = 1, bias = false)".formatted(channels);
    List<String> layers =
        batch.isOfLogits() ? List.of(identity, "@LogSoftmax", "@Softmax") : List.of(identity);
    return layers.stream().map(layer -> new LossCheck(test, batch, layer)).toList();
  }

  /** The annotations of the interface {@code Case} and all that follows. */
  public String source() {
    return source;
  }

  public CompiledInterface compiled() {
    if (compiled == null) {
      compiled = CompiledInterface.compile("Case", source);
    }
    return compiled;
  }

  /** What differs from the file on one path. */
  public List<String> mismatches(VectorPath path) {
    CompiledNetwork network = CompiledNetwork.of(compiled().load(path, weights()));
    return mismatches(new BatchRun(network, weights())).stream()
        .map(text -> path + ", " + text)
        .toList();
  }

  /** What differs from the file in a run of the case's network. */
  public List<String> mismatches(PassRun run) {
    double[] up = test.tensor("up.loss").elements();
    int images = batch.x().size();
    double[] losses = new double[images];
    List<float[]> derivatives = new ArrayList<>();
    run.run(batch.x(), batch.targets());
    for (int k = 0; k < images; k++) {
      losses[k] = batch.factor() * run.loss(k);
      derivatives.add(run.inputGradient(k));
    }
    double[] derivative =
        scaled(
            batch.join(derivatives, LossCase.shape(test.tensor("in.x").shape())[0]),
            up,
            losses.length);
    List<String> mismatches = new ArrayList<>();
    test.mismatch("out.loss", batch.reduced() ? new double[] {sum(losses)} : losses)
        .ifPresent(mismatches::add);
    test.mismatch("grad.x", derivative).ifPresent(mismatches::add);
    return mismatches.stream().map(text -> layer + ": " + text).toList();
  }

  /** The derivatives of the case's loss, from those of the images' losses. */
  private double[] scaled(float[] derivative, double[] up, int images) {
    double[] scaled = new double[derivative.length];
    int batchSize = LossCase.shape(test.tensor("in.x").shape())[0];
    int positions = batch.reduced() ? 1 : images / batchSize;
    int channels = batch.image().get(0);
    for (int k = 0; k < scaled.length; k++) {
      int image = batch.reduced() ? 0 : k / (channels * positions) * positions + k % positions;
      scaled[k] = batch.factor() * up[image] * derivative[k];
    }
    return scaled;
  }

  /** Those with which the network's scores are its image. */
  public Weights weights() {
    int channels = batch.image().get(0);
    if (!layer.contains("bias")) {
      return Weights.of(Map.of());
    }
    float[] unit = new float[channels * channels];
    for (int c = 0; c < channels; c++) {
      unit[c * channels + c] = 1;
    }
    int[] shape = new int[batch.image().size() + 1];
    Arrays.fill(shape, 1);
    shape[0] = channels;
    shape[1] = channels;
    return Weights.of(Map.of("y.weight", new Tensor(shape, unit)));
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
