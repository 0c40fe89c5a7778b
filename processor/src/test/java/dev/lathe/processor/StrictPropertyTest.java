package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.annotations.Precision;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.InterfaceSource;
import dev.lathe.processor.testing.RandomModel;
import dev.lathe.processor.testing.RandomValues;
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

/** Strict networks give the same bits on every path: scores, loss, and every gradient. */
class StrictPropertyTest {

  private static final int NETWORKS = 40;

  @Property(tries = 3, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void everyPathHasTheSameBits(@ForAll long seed) {
    Random random = new Random(seed);
    List<NetworkModel> models = new ArrayList<>();
    Map<String, String> bodies = new LinkedHashMap<>();
    for (int i = 0; i < NETWORKS; i++) {
      NetworkModel model = RandomModel.of("Net" + i, Precision.STRICT, random);
      models.add(model);
      bodies.put(model.name(), InterfaceSource.body(model));
    }
    List<CompiledInterface> compiled = CompiledInterface.compileAll(bodies);
    for (int i = 0; i < NETWORKS; i++) {
      check(seed, models.get(i), compiled.get(i), random);
    }
  }

  private static void check(
      long seed, NetworkModel model, CompiledInterface compiled, Random random) {
    Graph graph = ForwardGraph.of(model);
    Map<String, double[]> values = RandomValues.parameters(graph, random);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Node node : graph.parameters()) {
      Operation.Parameter parameter = (Operation.Parameter) node.operation();
      int[] shape = parameter.stored().extents().stream().mapToInt(Integer::intValue).toArray();
      tensors.put(parameter.name(), new Tensor(shape, floats(values.get(parameter.name()))));
    }
    Weights weights = Weights.of(tensors);
    float[] image = floats(RandomValues.values(model.input().size(), 1, random));
    float[] target = floats(RandomValues.values(model.output().output().size(), 1, random));
    Map<String, int[]> scalar = bits(model, compiled, VectorPath.SCALAR, weights, image, target);
    for (VectorPath path : CompiledInterface.paths()) {
      bits(model, compiled, path, weights, image, target)
          .forEach(
              (name, bits) ->
                  assertThat(bits)
                      .as("seed %d, %s, %s\n%s", seed, path, name, InterfaceSource.body(model))
                      .isEqualTo(scalar.get(name)));
    }
  }

  private static Map<String, int[]> bits(
      NetworkModel model,
      CompiledInterface compiled,
      VectorPath path,
      Weights weights,
      float[] image,
      float[] target) {
    Classifier classifier = compiled.load(path, weights);
    float[] scores = new float[model.output().output().size()];
    classifier.scores(image, scores);
    Map<String, int[]> bits = new LinkedHashMap<>();
    bits.put("scores", bits(scores));
    TrainingRun training = new TrainingRun(CompiledNetwork.of(classifier), weights);
    training.run(image, target);
    bits.put("loss", new int[] {Float.floatToIntBits(training.loss())});
    training
        .gradients()
        .forEach((name, sum) -> bits.put("gradient of " + name, bits(sum.values())));
    return bits;
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToIntBits(values[i]));
    return bits;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
