package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.TrainingRun;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * HotSpot interprets a kernel, compiles it and compiles it again: all of them have to give the same
 * bits. Sums across lanes, of which normalisations and softmax have many, once did not.
 */
class TieredBitsTest {
  private static final int UNITS = 300;

  /** The optimising compiler has every kernel long before. */
  private static final int CALLS = 4_000;

  @TempDir Path folder;

  @Test
  void everyCallGivesTheSameBits() throws IOException {
    String source =
        """
        @Network(input = {%d})
        @Trainable(inputGradient = true)
        public interface Sums extends Classifier {
          @Dense(64) @Tanh Layer a();
          @LayerNorm Layer n();
          @Dense(37) @Softmax Layer p();
          @Dense(5) @LogSoftmax Layer o();
        }
        """
            .formatted(UNITS);
    CompiledInterface compiled =
        CompiledInterface.compileAll(Map.of("Sums", source), folder).getFirst();
    float[] image = new float[UNITS];
    for (int i = 0; i < UNITS; i++) {
      image[i] = (float) Math.sin(i);
    }
    float[] target = {0, 0, 1, 0, 0};
    for (VectorPath path : CompiledInterface.paths()) {
      Classifier network = compiled.load(path, Weights.random(3));
      CompiledNetwork behind = CompiledNetwork.of(network);
      TrainingRun run = new TrainingRun(behind, behind.weights());
      float[] scores = network.scores(image);
      run.run(image, target);
      float[] gradient = run.inputGradient();
      for (int call = 0; call < CALLS; call++) {
        assertThat(network.scores(image)).as("%s, call %d", path, call).isEqualTo(scores);
        run.run(image, target);
        assertThat(run.inputGradient()).as("%s, pass %d", path, call).isEqualTo(gradient);
      }
    }
  }
}
