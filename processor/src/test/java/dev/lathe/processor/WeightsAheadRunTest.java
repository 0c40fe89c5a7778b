package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Weights that are fetched early, in compiled networks of more than 2 MB. */
class WeightsAheadRunTest {

  @Test
  void scoresAreTheSame() {
    CompiledInterface compiled =
        CompiledInterface.compile(
            "Net",
            """
            @Network(input = {20, 6, 6}, precision = Precision.DIRECT)
            public interface Net extends Classifier {
              @Dense(705) @Relu Layer f1();
              @Dense(700) @Relu Layer f2();
              @Dense(30) Layer scores();
            }
            """);
    for (VectorPath path : VectorPath.values()) {
      String source = compiled.source("Net" + suffix(path));
      assertThat(source.contains("ahead += w.get(")).isEqualTo(path != VectorPath.SCALAR);
    }
    float[] image = new float[720];
    Random random = new Random(5);
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) random.nextGaussian();
    }
    float[] expected = compiled.load(VectorPath.SCALAR, Weights.random(9)).scores(image);
    for (VectorPath path : CompiledInterface.paths()) {
      float[] scores = compiled.load(path, Weights.random(9)).scores(image);
      for (int i = 0; i < expected.length; i++) {
        assertThat(scores[i]).isCloseTo(expected[i], within(1e-5f));
      }
    }
  }

  private static String suffix(VectorPath path) {
    return path == VectorPath.SCALAR ? "Scalar" : "Vector" + path.bits();
  }
}
