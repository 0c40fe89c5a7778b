package dev.lathe.processor;

import dev.lathe.annotations.Loss;
import dev.lathe.processor.gradient.Gradient;
import dev.lathe.processor.gradient.LossKind;
import dev.lathe.processor.graph.Activation;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.network.Training;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.InterfaceSource;
import dev.lathe.processor.testing.RandomModel;
import dev.lathe.processor.testing.RandomValues;
import dev.lathe.processor.testing.Tolerance;
import dev.lathe.processor.testing.TrainingRun;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Random networks as users write them, through javac and the processor, on every path: what they
 * compute against the naive interpreter of the graph, and the vector paths against the scalar one.
 */
class CompiledPropertyTest {

  /** Of one run of javac: starting it costs as much as compiling several networks. */
  private static final int NETWORKS = 40;

  /** Where less is left of 1, a derivative has two digits less than a float. */
  private static final double LEAST_BELOW_ONE = 1e-2;

  /** A dense layer sums over all of an image. */
  private static final int LONGEST_SUM = 1200;

  /**
   * Against double precision, relative to the tensor's largest element: floats round at 2^-24 =
   * 6e-8, the longest sums here have about a thousand terms, which in the worst case lose ten bits
   * (6e-5), and up to four layers forward and backward follow each other.
   */
  private static final Tolerance AGAINST_DOUBLES = new Tolerance(0, 2e-4);

  /**
   * Vectors against scalars: the same sums in another order, and products that are rounded or not
   * before they are added, so that both are as far from the truth as said above, but mostly on the
   * same side.
   */
  private static final Tolerance AGAINST_SCALARS = new Tolerance(0, 1e-4);

  @Property(tries = 6, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void computesWhatTheGraphSays(@ForAll long seed) {
    for (int batch = 0; batch < (Boolean.getBoolean("lathe.long") ? 10 : 1); batch++) {
      checkBatch(seed + batch);
    }
  }

  private static void checkBatch(long seed) {
    Random random = new Random(seed);
    List<NetworkModel> models = new ArrayList<>();
    Map<String, String> bodies = new LinkedHashMap<>();
    for (int i = 0; i < NETWORKS; i++) {
      NetworkModel model = model("Net" + i, random);
      models.add(model);
      bodies.put(model.name(), InterfaceSource.body(model));
    }
    List<CompiledInterface> compiled = CompiledInterface.compileAll(bodies);
    for (int i = 0; i < NETWORKS; i++) {
      new Check(seed, models.get(i), compiled.get(i), random).run();
    }
  }

  /**
   * A network whose sums are no longer than the tolerance allows for: a saturated tanh behind 3,672
   * terms had a derivative that was wrong by twice of it on either path. And one whose derivatives
   * a float can tell: those of sigmoid and tanh, {@code s (1 - s)} and {@code 1 - t t}, lose the
   * digits in which s and t are 1. Where a layer is saturated in all of its cells no larger one
   * hides that.
   */
  private static NetworkModel model(String name, Random random) {
    NetworkModel model = RandomModel.of(name, random);
    while (model.inputs().stream().anyMatch(input -> input.shape().size() > LONGEST_SUM)
        || isSaturated(model, random)) {
      model = RandomModel.of(name, random);
    }
    return model;
  }

  private static boolean isSaturated(NetworkModel model, Random random) {
    Graph graph = ForwardGraph.of(model);
    double[] image = RandomValues.values(model.input().size(), 1, random);
    return isSaturated(
        graph, GraphInterpreter.evaluate(graph, RandomValues.parameters(graph, random), image));
  }

  private static boolean isSaturated(Graph graph, GraphInterpreter.Values values) {
    return graph.nodes().stream()
        .filter(node -> node.operation() instanceof Operation.Activate)
        .anyMatch(node -> mostBelowOne(node, values.of(node)) < LEAST_BELOW_ONE);
  }

  private static double mostBelowOne(Node node, double[] results) {
    Activation function = ((Operation.Activate) node.operation()).function();
    return Arrays.stream(results)
        .map(
            y ->
                switch (function) {
                  case SIGMOID -> 1 - y;
                  case TANH -> 1 - y * y;
                  case RELU -> 1;
                })
        .max()
        .orElseThrow();
  }

  /** One network with random weights, image and target. */
  private static final class Check {
    private final long seed;
    private final NetworkModel model;
    private final CompiledInterface compiled;
    private final Map<String, double[]> expected = new LinkedHashMap<>();
    private final Weights weights;
    private final float[] image;
    private final float[] target;

    Check(long seed, NetworkModel model, CompiledInterface compiled, Random random) {
      this.seed = seed;
      this.model = model;
      this.compiled = compiled;
      Training wanted = model.training().orElseThrow();
      LossKind loss =
          wanted.loss() == Loss.CROSS_ENTROPY ? LossKind.CROSS_ENTROPY : LossKind.SQUARED_ERROR;
      Graph graph = Gradient.of(ForwardGraph.of(model), loss, wanted.inputGradient());
      Map<String, double[]> parameters;
      double[] input;
      double[] goal = RandomValues.values(model.output().output().size(), 1, random);
      GraphInterpreter.Values values;
      do {
        parameters = RandomValues.parameters(graph, random);
        input = RandomValues.values(model.input().size(), 1, random);
        values = GraphInterpreter.evaluate(graph, parameters, input, goal);
      } while (isSaturated(graph, values));
      List<double[]> outputs = values.outputs();
      this.image = floats(input);
      this.target = floats(goal);
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      expected.put("scores", outputs.get(0));
      expected.put("loss", outputs.get(1));
      for (Node node : graph.parameters()) {
        Operation.Parameter parameter = (Operation.Parameter) node.operation();
        int[] shape = parameter.stored().extents().stream().mapToInt(Integer::intValue).toArray();
        tensors.put(parameter.name(), new Tensor(shape, floats(parameters.get(parameter.name()))));
        expected.put("gradient of " + parameter.name(), outputs.get(expected.size()));
      }
      if (wanted.inputGradient()) {
        expected.put("gradient of the image", outputs.getLast());
      }
      this.weights = Weights.of(tensors);
    }

    void run() {
      Map<String, double[]> scalar = Map.of();
      for (VectorPath path : CompiledInterface.paths()) {
        Map<String, double[]> actual;
        try {
          actual = outputs(path);
        } catch (RuntimeException | Error e) {
          throw new AssertionError(describe(path, e.toString()), e);
        }
        compare(path, "the interpreter", AGAINST_DOUBLES, expected, actual);
        if (path == VectorPath.SCALAR) {
          scalar = actual;
        } else {
          compare(path, "scalars", AGAINST_SCALARS, scalar, actual);
        }
      }
    }

    /** Everything twice in a row: a pass must not depend on what it has left behind. */
    private Map<String, double[]> outputs(VectorPath path) {
      Classifier classifier = compiled.load(path, weights);
      float[] scores = new float[model.output().output().size()];
      classifier.scores(image, scores);
      classifier.scores(image, scores);
      Map<String, double[]> outputs = new LinkedHashMap<>();
      outputs.put("scores", doubles(scores, 1));
      TrainingRun training = new TrainingRun(CompiledNetwork.of(classifier), weights);
      training.run(image, target);
      training.run(image, target);
      outputs.put("loss", new double[] {training.loss()});
      training
          .gradients()
          .forEach((name, sum) -> outputs.put("gradient of " + name, doubles(sum.values(), 0.5)));
      if (model.training().orElseThrow().inputGradient()) {
        outputs.put("gradient of the image", doubles(training.inputGradient(), 1));
      }
      outputs.put("scores in training", doubles(training.scores(image), 1));
      return outputs;
    }

    private void compare(
        VectorPath path,
        String reference,
        Tolerance tolerance,
        Map<String, double[]> wanted,
        Map<String, double[]> actual) {
      actual.forEach(
          (name, got) -> {
            double[] want = wanted.get(name.startsWith("scores") ? "scores" : name);
            boolean sum = name.equals("loss");
            tolerance
                .mismatch(name, sum ? besideTerms(want) : want, sum ? besideTerms(got) : got)
                .ifPresent(
                    what -> {
                      throw new AssertionError(
                          describe(path, what + ", compared with " + reference));
                    });
          });
    }

    /**
     * A cross-entropy beside the mean size of its terms, which it is rounded by: with random
     * targets some thousand terms of both signs cancel.
     */
    private double[] besideTerms(double[] loss) {
      if (model.training().orElseThrow().loss() != Loss.CROSS_ENTROPY) {
        return loss;
      }
      double[] scores = expected.get("scores");
      double terms = 0;
      for (int i = 0; i < scores.length; i++) {
        terms += Math.abs(target[i] * scores[i]);
      }
      return new double[] {loss[0], terms / model.output().output().positions()};
    }

    private String describe(VectorPath path, String what) {
      String suffix = path == VectorPath.SCALAR ? "Scalar" : "Vector" + path.bits();
      boolean forward = what.startsWith("scores:");
      String kernels = model.name() + (forward ? "" : "Training") + suffix;
      return "seed %d, %s, %s:%n%s%n%n%s%n%s"
          .formatted(
              seed,
              model.name(),
              path,
              what,
              InterfaceSource.body(model),
              compiled.source(kernels));
    }
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static double[] doubles(float[] values, double scale) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = scale * values[i];
    }
    return doubles;
  }
}
