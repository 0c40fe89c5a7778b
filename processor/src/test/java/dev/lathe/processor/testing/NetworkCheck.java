package dev.lathe.processor.testing;

import dev.lathe.processor.testing.Safetensors.Tensor;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.spi.ParameterSpec;
import dev.lathe.runtime.train.Progress;
import dev.lathe.runtime.train.Sgd;
import dev.lathe.runtime.train.Trainer;
import dev.lathe.runtime.train.TrainingListener;
import dev.lathe.runtime.train.TrainingStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** One network on one path against its file: scores, loss, gradients, and a training. */
public final class NetworkCheck {

  /**
   * A sum over time, which no annotation says, is a convolution of fixed weights in these networks:
   * map o is the sum of map o. They are no weights of the file, and are not trained.
   */
  private static final Map<String, String> FIXED = Map.of("tdnn_waibel", "sum.weight");

  private final NetworkCase test;
  private final CompiledInterface compiled;
  private final VectorPath path;
  private final Weights weights;
  private final int images;
  private final float[] x;
  private final List<String> mismatches = new ArrayList<>();

  private NetworkCheck(NetworkCase test, CompiledInterface compiled, VectorPath path) {
    this.test = test;
    this.compiled = compiled;
    this.path = path;
    Map<String, dev.lathe.runtime.Tensor> all = new LinkedHashMap<>();
    if (test.isImported()) {
      all.putAll(compiled.stored(path));
    }
    all.putAll(test.weights());
    all.putAll(fixed(test));
    this.weights = Weights.of(all);
    this.images = test.tensor("in.x").shape()[0];
    this.x = test.tensor("in.x").toFloats().values();
  }

  /** What differs from the file. */
  public static List<String> mismatches(
      NetworkCase test, CompiledInterface compiled, VectorPath path) throws InterruptedException {
    NetworkCheck check = new NetworkCheck(test, compiled, path);
    check.forward();
    if (test.isTrained()) {
      check.backward();
      check.statistics();
      check.training(1);
      check.training(2);
    }
    return check.mismatches.stream().map(text -> path + ": " + text).toList();
  }

  private void forward() {
    Classifier network = compiled.load(path, weights);
    Tensor y = test.tensor("out.y");
    float[] scores = new float[y.elements().length];
    network.scores(x, images, scores);
    compare("out.y", y, scores, 1);
  }

  private void backward() {
    CompiledNetwork network = CompiledNetwork.of(compiled.load(path, weights));
    BatchRun run = new BatchRun(network, weights);
    Slices inputs = new Slices(x, images);
    Slices targets = new Slices(targets(), images);
    run.run(
        IntStream.range(0, images).mapToObj(inputs::get).toList(),
        IntStream.range(0, images).mapToObj(targets::get).toList());
    double loss = 0;
    for (int image = 0; image < images; image++) {
      loss += run.loss(image) / images;
    }
    test.mismatch("out.loss", test.tensor("out.loss"), new double[] {loss})
        .ifPresent(mismatches::add);
    Map<String, dev.lathe.runtime.Tensor> gradients = run.gradients();
    test.gradients()
        .forEach(
            (name, want) -> {
              dev.lathe.runtime.Tensor got = gradients.get(name);
              if (got == null) {
                mismatches.add("there is no gradient of " + name);
              } else {
                compare("grad." + name, want, got.values(), 1.0 / images);
              }
            });
  }

  /** The running statistics after a step that leaves the parameters as they are. */
  private void statistics() {
    CompiledNetwork network = CompiledNetwork.of(compiled.load(path, weights));
    TrainingStep step = TrainingStep.of(network, data(network), new Sgd());
    step.run(IntStream.range(0, images).toArray(), 0, images, 0);
    test.statistics()
        .forEach(
            (name, want) ->
                compare("after." + name, want, step.weights().tensor(name).values(), 1));
  }

  private Dataset data(CompiledNetwork network) {
    float[] targets = targets();
    return Dataset.ofVectors(x, network.blueprint().inputShape(), targets, targets.length / images);
  }

  /** The loss before each step: with whole batches, an epoch is a step. */
  private void training(int threads) throws InterruptedException {
    CompiledNetwork network = CompiledNetwork.of(compiled.load(path, weights));
    int steps = test.tensor("out.losses").elements().length;
    double[] losses = new double[steps];
    Trainer.of(network, data(network))
        .optimizer(test.optimizer())
        .freeze(untrained(network))
        .schedule(test.schedule())
        .batchSize(images)
        .epochs(steps)
        .threads(threads)
        .listener(
            new TrainingListener() {
              @Override
              public void stepDone(Progress progress) {
                losses[progress.epoch() - 1] = progress.loss();
              }
            })
        .build()
        .train();
    test.lossesMismatch(losses)
        .map(text -> text + ", training in " + threads + " threads")
        .ifPresent(mismatches::add);
  }

  /** What the file does not train. */
  private String[] untrained(CompiledNetwork network) {
    Set<String> trained = test.gradients().keySet();
    return network.blueprint().parameters().stream()
        .filter(ParameterSpec::learned)
        .map(ParameterSpec::name)
        .filter(name -> !trained.contains(name))
        .toArray(String[]::new);
  }

  private float[] targets() {
    return test.objective().targets(test.tensor("in.target"), test.tensor("out.y"));
  }

  private static Map<String, dev.lathe.runtime.Tensor> fixed(NetworkCase test) {
    String name = FIXED.get(test.title());
    if (name == null) {
      return Map.of();
    }
    int maps = test.tensor("out.y").shape()[1];
    int times = 9;
    float[] sums = new float[maps * maps * times];
    for (int o = 0; o < maps; o++) {
      for (int k = 0; k < times; k++) {
        sums[(o * maps + o) * times + k] = 1;
      }
    }
    return Map.of(name, new dev.lathe.runtime.Tensor(new int[] {maps, maps, times}, sums));
  }

  private void compare(String what, Tensor want, float[] got, double factor) {
    test.mismatch(what, want, Floats.toDoubles(got, factor)).ifPresent(mismatches::add);
  }
}
