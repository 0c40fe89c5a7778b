package dev.lathe.processor.testing;

import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.VectorPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A gradient case of one operation through generated code: the scores of the forward pass and of
 * the training pass, and all derivatives.
 *
 * <p>The upstream derivative {@code up} is what the squared error's derivative comes to for the
 * target {@code t = y - s up size / 2}: {@code 2 (y - t) / size = s up}. With s = 1 the rounding of
 * t, about {@code |y| 2^-24}, would spoil a small {@code up}. All derivatives are linear in up, so
 * s is a large power of two, by which they are divided again without any rounding: what is left is
 * the rounding of {@code s up} itself. It also hides nothing: where up is 0, t is y.
 */
public final class LayerCheck {
  private static final float SCALE = 0x1p30f;

  private final GradientCase test;
  private final CaseLayer layer;
  private final List<String> mismatches = new ArrayList<>();

  private LayerCheck(GradientCase test, CaseLayer layer) {
    this.test = test;
    this.layer = layer;
  }

  /** What differs from the file on one path. */
  public static List<String> mismatches(
      GradientCase test, CaseLayer layer, CompiledInterface compiled, VectorPath path) {
    LayerCheck check = new LayerCheck(test, layer);
    check.run(compiled.load(path, layer.parameters()));
    return check.mismatches.stream().map(text -> path + ": " + text).toList();
  }

  private void run(Classifier network) {
    float[] x = test.tensor("in.x").toFloats().values();
    float[] up = test.tensor("up.y").toFloats().values();
    float[] inference = new float[up.length];
    network.scores(x, layer.images(), inference);
    compare("out.y", inference, 1);

    TrainingRun run = new TrainingRun(CompiledNetwork.of(network), layer.parameters());
    float[] scores = new float[up.length];
    float[] inputDerivative = new float[x.length];
    Slices inputs = new Slices(x, layer.images());
    Slices ups = new Slices(up, layer.images());
    for (int image = 0; image < layer.images(); image++) {
      float[] y = run.scores(inputs.get(image));
      ups.put(scores, image, y);
      run.run(inputs.get(image), target(y, ups.get(image)));
      inputs.put(inputDerivative, image, run.inputGradient());
    }
    compare("out.y", scores, 1);
    compare("grad.x", inputDerivative, SCALE);
    for (Map.Entry<String, Tensor> gradient : run.gradients().entrySet()) {
      String name = gradient.getKey().replaceFirst("^" + CaseLayer.NAME + "\\.", "grad.");
      compare(name, gradient.getValue().values(), SCALE);
    }
  }

  private static float[] target(float[] y, float[] up) {
    float[] target = new float[y.length];
    for (int k = 0; k < y.length; k++) {
      target[k] = (float) (y[k] - (double) SCALE * up[k] * y.length / 2);
    }
    return target;
  }

  private void compare(String name, float[] got, float scale) {
    double[] scaled = new double[got.length];
    for (int k = 0; k < got.length; k++) {
      scaled[k] = (double) got[k] / scale;
    }
    Optional<String> mismatch = test.mismatch(name, scaled);
    mismatch.ifPresent(mismatches::add);
  }
}
