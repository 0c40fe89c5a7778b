package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Weights of 24 bits in compiled networks, beside the same networks with all bits of them. */
class RoundedWeightsRunTest {
  private static final String NETWORK =
      """
      @Network(input = {30, 5, 5}, precision = Precision.%s)
      public interface Net extends Classifier {
        @Dense(333) @Relu Layer wide();
        @Dense(90) Layer scores();
      }
      """;

  @Test
  void scoresAreNearTheirs() {
    CompiledInterface fast = CompiledInterface.compile("Net", NETWORK.formatted("FAST"));
    CompiledInterface direct = CompiledInterface.compile("Net", NETWORK.formatted("DIRECT"));
    assertThat(fast.source("NetVector512")).contains("rounding(");
    assertThat(fast.source("NetVector256")).contains("rounding(");
    for (String whole : List.of("NetVector128", "NetScalar")) {
      assertThat(fast.source(whole)).doesNotContain("rounding(");
    }
    assertThat(direct.source("NetVector512")).doesNotContain("rounding(");
    float[] image = image();
    for (VectorPath path : CompiledInterface.paths()) {
      float[] rounded = scores(fast.load(path, Weights.random(5)), image);
      float[] exact = scores(direct.load(path, Weights.random(5)), image);
      float largest = 0;
      for (float score : exact) {
        largest = Math.max(largest, Math.abs(score));
      }
      float off = 0;
      for (int i = 0; i < exact.length; i++) {
        off = Math.max(off, Math.abs(rounded[i] - exact[i]));
      }
      assertThat(off).isLessThan(2e-5f * largest);
      // Or else nothing was rounded.
      assertThat(off > 1e-6f * largest).isEqualTo(path.bits() >= 256);
    }
  }

  private static float[] image() {
    Random random = new Random(3);
    float[] image = new float[30 * 25];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) random.nextGaussian();
    }
    return image;
  }

  private static float[] scores(Classifier network, float[] image) {
    float[] scores = new float[90];
    network.scores(image, scores);
    return scores;
  }
}
