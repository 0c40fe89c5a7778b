package dev.lathe.processor.testing;

import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.train.Sgd;
import dev.lathe.runtime.train.TrainingStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

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
    Classifier network = compiled.load(path, layer.parameters());
    List<float[]> targets =
        check.run(
            images -> {
              float[] scores = new float[test.tensor("out.y").elements().length];
              network.scores(joined(images), images.size(), scores);
              return scores;
            },
            new BatchRun(CompiledNetwork.of(network), layer.parameters()));
    if (check.isByBatch()) {
      check.compareStatistics(network, joined(check.images()), targets);
    }
    return check.mismatches.stream().map(text -> path + ": " + text).toList();
  }

  /**
   * What differs from the file in other runs of the case's network.
   *
   * @param inference gives the scores of images, one behind the other
   */
  public static List<String> mismatches(
      GradientCase test,
      CaseLayer layer,
      Function<List<float[]>, float[]> inference,
      PassRun training) {
    LayerCheck check = new LayerCheck(test, layer);
    check.run(inference, training);
    return check.mismatches;
  }

  /** Which positions of a max-pooling differ from the file's; they must be the same. */
  public static List<String> differentPositions(
      GradientCase test, CaseLayer layer, CompiledInterface compiled, VectorPath path) {
    LayerCheck check = new LayerCheck(test, layer);
    double[] wanted = test.tensor("out.indices").elements();
    float[] positions = new float[wanted.length];
    compiled
        .load(path, layer.parameters())
        .scores(joined(check.images()), layer.images(), positions);
    return IntStream.range(0, wanted.length)
        .filter(k -> positions[k] != wanted[k])
        .mapToObj(k -> "%s: position %d is %s, not %s".formatted(path, k, positions[k], wanted[k]))
        .toList();
  }

  /** The files have the outputs of training: inference has other statistics. */
  private boolean isByBatch() {
    return test.op().equals("batch_norm") && test.flag("training");
  }

  /** Compares everything, and returns the images' targets. */
  private List<float[]> run(Function<List<float[]>, float[]> inference, PassRun run) {
    List<float[]> images = images();
    float[] up = toMaps(test.tensor("up.y").toFloats().values());
    if (!isByBatch()) {
      compare("out.y", toCase(inference.apply(images)), 1);
    }
    float[] scores = new float[up.length];
    Slices ups = new Slices(up, layer.images());
    List<float[]> targets = new ArrayList<>();
    int size = up.length / layer.images();
    run.run(images, Collections.nCopies(images.size(), new float[size]));
    for (int image = 0; image < images.size(); image++) {
      ups.put(scores, image, run.scores(image));
      targets.add(target(run.scores(image), ups.get(image)));
    }
    run.run(images, targets);
    compare("out.y", toCase(scores), 1);
    compareInputGradients(run);
    for (Map.Entry<String, Tensor> gradient : run.gradients().entrySet()) {
      compare(layer.gradient(gradient.getKey()), gradient.getValue().values(), SCALE);
    }
    return targets;
  }

  /** The running statistics after a step that leaves the parameters as they are. */
  private void compareStatistics(Classifier network, float[] x, List<float[]> targets) {
    int size = targets.get(0).length;
    float[] vectors = new float[targets.size() * size];
    for (int k = 0; k < targets.size(); k++) {
      System.arraycopy(targets.get(k), 0, vectors, k * size, size);
    }
    int[] shape = layer.image().stream().mapToInt(Integer::intValue).toArray();
    Dataset data = Dataset.ofVectors(x, shape, vectors, size);
    TrainingStep step = TrainingStep.of(network, data, new Sgd());
    step.run(IntStream.range(0, targets.size()).toArray(), 0, targets.size(), 0);
    for (String name : List.of("running_mean", "running_var")) {
      compare("out." + name, step.weights().tensor(CaseLayer.NAME + "." + name).values(), 1);
    }
  }

  /** The operands' parts, one behind the other. */
  private List<float[]> images() {
    List<float[]> images = new ArrayList<>();
    for (int image = 0; image < layer.images(); image++) {
      float[] all = new float[layer.imageSize()];
      int offset = 0;
      for (CaseLayer.Operand operand : layer.operands()) {
        float[] part = parts(operand).get(operand.shared() ? 0 : image);
        System.arraycopy(part, 0, all, offset, part.length);
        offset += part.length;
      }
      images.add(all);
    }
    return images;
  }

  private Slices parts(CaseLayer.Operand operand) {
    float[] values = test.tensor("in." + operand.name()).toFloats().values();
    return new Slices(values, operand.shared() ? 1 : layer.images());
  }

  private static float[] joined(List<float[]> images) {
    float[] all = new float[images.size() * images.getFirst().length];
    Slices slices = new Slices(all, images.size());
    IntStream.range(0, images.size()).forEach(k -> slices.put(all, k, images.get(k)));
    return all;
  }

  /** The images' derivatives, cut up into the operands'; those of a shared one add up. */
  private void compareInputGradients(PassRun run) {
    int offset = 0;
    for (CaseLayer.Operand operand : layer.operands()) {
      String name = "grad." + operand.name();
      int size = parts(operand).get(0).length;
      double[] derivative = new double[operand.shared() ? size : size * layer.images()];
      for (int image = 0; image < layer.images(); image++) {
        float[] all = run.inputGradient(image);
        int to = operand.shared() ? 0 : image * size;
        for (int k = 0; k < size; k++) {
          derivative[to + k] += all[offset + k] / (double) SCALE;
        }
      }
      offset += size;
      if (test.has(name)) {
        test.mismatch(name, derivative).ifPresent(mismatches::add);
      }
    }
  }

  /** An embedding's vectors lie along the last axis in the files, and along the first in maps. */
  private float[] toMaps(float[] values) {
    return test.op().equals("embedding") ? transposed(values, dimension()) : values;
  }

  private float[] toCase(float[] values) {
    return test.op().equals("embedding")
        ? transposed(values, values.length / layer.images() / dimension())
        : values;
  }

  private int dimension() {
    return test.tensor("in.weight").shape()[1];
  }

  /** Every image's matrix, whose rows have {@code columns} elements, the other way round. */
  private float[] transposed(float[] values, int columns) {
    int size = values.length / layer.images();
    int rows = size / columns;
    float[] other = new float[values.length];
    for (int k = 0; k < values.length; k++) {
      int cell = k % size;
      other[k - cell + cell % columns * rows + cell / columns] = values[k];
    }
    return other;
  }

  private static float[] target(float[] y, float[] up) {
    float[] target = new float[y.length];
    for (int k = 0; k < y.length; k++) {
      target[k] = (float) (y[k] - (double) SCALE * up[k] * y.length / 2);
    }
    return target;
  }

  private void compare(String name, float[] got, float scale) {
    test.mismatch(name, Floats.toDoubles(got, 1.0 / scale)).ifPresent(mismatches::add);
  }
}
