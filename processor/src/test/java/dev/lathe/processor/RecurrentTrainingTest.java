package dev.lathe.processor;

import static dev.lathe.processor.testing.OnnxText.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.OnnxText;
import dev.lathe.processor.testing.TrainingRun;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gradients of a recurrent layer of a file, which is unrolled, against finite differences. */
class RecurrentTrainingTest {
  private static final int STEPS = 4;
  private static final int UNITS = 3;
  private static final float STEP = 0.01f;
  private static final float[] INPUT = {0.1f, -0.4f, 0.7f, 0.2f, -0.5f, 0.9f, 0.3f, -0.8f};

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"forward, 1", "reverse, 1", "bidirectional, 2"})
  void anLstmIsTrained(String direction, int directions)
      throws IOException, ReflectiveOperationException {
    CompiledInterface compiled = compile(direction, directions);
    float[] target = new float[STEPS * directions * UNITS];
    for (int k = 0; k < target.length; k++) {
      target[k] = (k % 5 - 2) / 5f;
    }
    for (VectorPath path : CompiledInterface.paths()) {
      CompiledNetwork network = CompiledNetwork.of(compiled.load(path));
      Weights weights = network.weights();
      Map<String, Tensor> gradients = run(network, weights, target).gradients();
      assertThat(gradients).hasSize(3);
      gradients.forEach(
          (name, gradient) -> {
            for (int k = 0; k < gradient.values().length; k++) {
              double above = lossAt(network, weights, name, k, STEP, target);
              double below = lossAt(network, weights, name, k, -STEP, target);
              assertThat((double) gradient.values()[k])
                  .as("%s, %s[%d]", path, name, k)
                  .isCloseTo((above - below) / (2 * STEP), within(2e-4));
            }
          });
    }
  }

  private CompiledInterface compile(String direction, int directions) throws IOException {
    Path file = folder.resolve(CompiledInterface.PACKAGE).resolve("lstm.onnx");
    Files.createDirectories(file.getParent());
    String attributes =
        OnnxText.integer("hidden_size", UNITS)
            + OnnxText.integer("layout", 1)
            + OnnxText.text("direction", direction);
    Files.write(
        file,
        OnnxText.graph(
            value("input", "x", 1, STEPS, 2)
                + value("output", "y", 1, STEPS, directions, UNITS)
                + OnnxText.floats("w", directions, 4 * UNITS, 2)
                + OnnxText.floats("r", directions, 4 * UNITS, UNITS)
                + OnnxText.floats("b", directions, 8 * UNITS)
                + OnnxText.nodeWith(attributes, "LSTM", "y", "x", "w", "r", "b")));
    String source =
        """
        @Onnx("lstm.onnx")
        @Trainable(loss = Loss.MEAN_SQUARED_ERROR)
        public interface Lstm extends Classifier {}
        """;
    return CompiledInterface.compileAll(Map.of("Lstm", source), folder).getFirst();
  }

  private static double lossAt(
      CompiledNetwork network,
      Weights weights,
      String name,
      int element,
      float distance,
      float[] target) {
    Map<String, Tensor> changed = new LinkedHashMap<>();
    for (String each : weights.names()) {
      float[] values = weights.tensor(each).values().clone();
      if (each.equals(name)) {
        values[element] += distance;
      }
      changed.put(each, new Tensor(weights.tensor(each).shape(), values));
    }
    return run(network, Weights.of(changed), target).loss();
  }

  private static TrainingRun run(CompiledNetwork network, Weights weights, float[] target) {
    TrainingRun run = new TrainingRun(network, weights);
    run.run(INPUT, target);
    return run;
  }
}
