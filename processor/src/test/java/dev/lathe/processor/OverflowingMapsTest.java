package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.train.Schedule;
import dev.lathe.runtime.train.Sgd;
import dev.lathe.runtime.train.Trainer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A map that overflows in front of a function that does not mind: what fills vectors up must not
 * make numbers of what are none, which scalars do not have.
 */
class OverflowingMapsTest {

  private static CompiledInterface compiled(String function, int units) {
    return CompiledInterface.compile(
        "Overflowing",
        """
        @Network(input = {2})
        @Trainable(loss = Loss.MEAN_SQUARED_ERROR)
        public interface Overflowing extends Classifier {
          @Dense(512) @Relu Layer a();
          @Dense(%d) @%s Layer b();
          @Dense(%d) @%s Layer c();
          @Dense(3) Layer d();
        }
        """
            .formatted(units, function, units + 3, function));
  }

  /** The first unit of a becomes infinite; b, whose gradient would then be none, stays. */
  private static Weights trained(CompiledInterface compiled, VectorPath path) throws Exception {
    Classifier net = compiled.load(path, Weights.random(1));
    CompiledNetwork network = CompiledNetwork.of(net);
    Map<String, Tensor> weights = new HashMap<>();
    for (String name : network.weights().names()) {
      float[] values = network.weights().tensor(name).values().clone();
      if (name.equals("a.weight")) {
        values[0] = 10;
        values[1] = 0;
      }
      weights.put(name, new Tensor(network.weights().tensor(name).shape(), values));
    }
    network.swap(Weights.of(weights));
    Dataset data =
        Dataset.ofVectors(new float[] {1e38f, 0.5f}, new int[] {2}, new float[] {0, 0, 0}, 3);
    return Trainer.of(net, data)
        .optimizer(new Sgd())
        .schedule(Schedule.constant(0.001f))
        .batchSize(1)
        .epochs(2)
        .freeze("b.weight", "c.weight")
        .build()
        .train()
        .weights();
  }

  private static int notFinite(Weights weights) {
    int count = 0;
    for (String name : weights.names()) {
      for (float value : weights.tensor(name).values()) {
        count += Float.isFinite(value) ? 0 : 1;
      }
    }
    return count;
  }

  @ParameterizedTest
  @CsvSource({"Tanh, 17", "Tanh, 120", "Sigmoid, 33", "Tanh, 32"})
  void fillingsDoNotSpread(String function, int units) throws Exception {
    CompiledInterface compiled = compiled(function, units);
    int expected = notFinite(trained(compiled, VectorPath.SCALAR));
    for (VectorPath path : VectorPath.values()) {
      assertThat(notFinite(trained(compiled, path))).as(path + " " + function).isEqualTo(expected);
    }
  }
}
