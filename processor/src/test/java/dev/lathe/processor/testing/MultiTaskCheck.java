package dev.lathe.processor.testing;

import dev.lathe.processor.testing.Safetensors.Tensor;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A gradient case of a weighted sum of losses through generated code: a network with an input, a
 * head and a loss for each of its values. A head is its input, multiplied by the unit matrix.
 */
public final class MultiTaskCheck {
  private final GradientCase test;
  private final int labels;
  private final List<String> values = new ArrayList<>();
  private final CompiledInterface compiled;

  private MultiTaskCheck(GradientCase test) {
    this.test = test;
    this.labels = (int) test.number("cross_entropy_heads", 1);
    IntStream.range(0, labels).forEach(head -> values.add("x" + head));
    if (test.has("in.r")) {
      values.add("r");
    }
    this.compiled = CompiledInterface.compile("Case", source());
  }

  public static boolean isMultiTask(GradientCase test) {
    return test.op().equals("multi_task_loss");
  }

  public static MultiTaskCheck of(GradientCase test) {
    return new MultiTaskCheck(test);
  }

  public CompiledInterface compiled() {
    return compiled;
  }

  private String source() {
    StringBuilder source = new StringBuilder("@Network\n");
    double[] weights = test.numbers("weights");
    for (int v = 0; v < values.size(); v++) {
      String loss = v < labels ? "CROSS_ENTROPY" : "MEAN_SQUARED_ERROR";
      source.append(
          "@Trainable(of = \"y_%s\", loss = Loss.%s, weight = %s, inputGradient = true)\n"
              .formatted(values.get(v), loss, weights[v]));
    }
    List<String> heads = values.stream().map(value -> "float[] y_" + value).toList();
    List<String> images = values.stream().map(value -> "float[] " + value).toList();
    source.append("public interface Case {\n  record Heads(");
    source.append(String.join(", ", heads)).append(") {}\n  Heads heads(");
    source.append(String.join(", ", images)).append(");\n");
    for (String value : values) {
      source.append("  @Input(%s) Layer %s();\n".formatted(CaseLayer.braces(shape(value)), value));
    }
    for (String value : values) {
      List<Integer> shape = shape(value);
      String identity = shape.size() == 1 ? "@Dense(value = %d" : "@Conv(filters = %d, kernel = 1";
      source.append(
          ("  " + identity + ", bias = false, from = \"%s\") Layer y_%s();\n")
              .formatted(shape.getFirst(), value, value));
    }
    return source.append("}\n").toString();
  }

  /** Of one image. */
  private List<Integer> shape(String value) {
    int[] shape = test.tensor("in." + value).shape();
    return IntStream.of(shape).skip(1).boxed().toList();
  }

  /** What differs from the file on one path. */
  public List<String> mismatches(VectorPath path) {
    Weights weights = weights();
    BatchRun run = new BatchRun(CompiledNetwork.of(compiled.loadAny(path, weights)), weights);
    int images = test.tensor("in." + values.getFirst()).shape()[0];
    List<float[]> inputs = new ArrayList<>();
    List<float[]> targets = new ArrayList<>();
    for (int k = 0; k < images; k++) {
      List<float[]> input = new ArrayList<>();
      List<float[]> target = new ArrayList<>();
      for (int v = 0; v < values.size(); v++) {
        String value = values.get(v);
        input.add(slice(test.tensor("in." + value).toFloats().values(), images, k));
        target.add(
            v < labels
                ? probabilities("in.target" + v, shape(value), images, k)
                : slice(test.tensor("in.r_target").toFloats().values(), images, k));
      }
      inputs.add(joined(input));
      targets.add(joined(target));
    }
    run.run(inputs, targets);
    double loss = IntStream.range(0, images).mapToDouble(run::loss).sum() / images;
    List<String> mismatches = new ArrayList<>();
    test.mismatch("out.loss", new double[] {loss}).ifPresent(mismatches::add);
    double up = test.tensor("up.loss").elements()[0];
    int begin = 0;
    for (String value : values) {
      int size = shape(value).stream().reduce(1, (a, b) -> a * b);
      double[] derivative = new double[images * size];
      for (int k = 0; k < images; k++) {
        float[] all = run.inputGradient(k);
        for (int i = 0; i < size; i++) {
          derivative[k * size + i] = up * all[begin + i] / images;
        }
      }
      test.mismatch("grad." + value, derivative).ifPresent(mismatches::add);
      begin += size;
    }
    return mismatches.stream().map(text -> path + ": " + text).toList();
  }

  private float[] probabilities(String key, List<Integer> shape, int images, int image) {
    Tensor target = test.tensor(key);
    double[] labelled = target.elements();
    int positions = labelled.length / images;
    float[] probabilities = new float[shape.getFirst() * positions];
    for (int p = 0; p < positions; p++) {
      int label = (int) labelled[image * positions + p];
      if (label >= 0) {
        probabilities[label * positions + p] = 1;
      }
    }
    return probabilities;
  }

  private Weights weights() {
    Map<String, dev.lathe.runtime.Tensor> weights = new HashMap<>();
    for (String value : values) {
      List<Integer> image = shape(value);
      int channels = image.getFirst();
      float[] unit = new float[channels * channels];
      for (int c = 0; c < channels; c++) {
        unit[c * channels + c] = 1;
      }
      int[] shape = new int[image.size() + 1];
      Arrays.fill(shape, 1);
      shape[0] = channels;
      shape[1] = channels;
      weights.put("y_" + value + ".weight", new dev.lathe.runtime.Tensor(shape, unit));
    }
    return Weights.of(weights);
  }

  private static float[] slice(float[] batch, int images, int image) {
    int size = batch.length / images;
    return Arrays.copyOfRange(batch, image * size, (image + 1) * size);
  }

  private static float[] joined(List<float[]> parts) {
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
