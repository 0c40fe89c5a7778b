package dev.lathe.processor;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.stream.IntStream;
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
      assertThat(off(rounded, exact)).isLessThan(2e-5f);
      // Or else nothing was rounded.
      assertThat(off(rounded, exact) > 1e-6f).isEqualTo(path.bits() >= 256);
    }
  }

  /** Each filter has runs of maps of its own, and a copy for each: more than a method holds. */
  @Test
  void connectionTablesMayBeLarge() {
    Random random = new Random(4);
    StringJoiner table = new StringJoiner(", ");
    for (int filter = 0; filter < 256; filter++) {
      List<Integer> maps = new ArrayList<>(IntStream.range(0, 32).boxed().toList());
      Collections.shuffle(maps, random);
      String seen =
          maps.subList(0, 16).stream().sorted().map(String::valueOf).collect(joining(", "));
      table.add("@Maps({" + seen + "})");
    }
    String network =
        """
        @Network(input = {32, 5, 5}, precision = Precision.%s)
        public interface Net extends Classifier {
          @Conv(filters = 256, kernel = 5, table = {%s}) Layer c1();
          @Dense(90) Layer scores();
        }
        """;
    CompiledInterface fast = CompiledInterface.compile("Net", network.formatted("FAST", table));
    CompiledInterface direct = CompiledInterface.compile("Net", network.formatted("DIRECT", table));

    assertThat(fast.source("NetVector512")).contains("rounding(");
    float[] image = Arrays.copyOf(image(), 32 * 25);
    for (VectorPath path : CompiledInterface.paths()) {
      float[] exact = scores(direct.load(path, Weights.random(5)), image);
      float[] rounded = scores(fast.load(path, Weights.random(5)), image);
      assertThat(off(rounded, exact)).isLessThan(2e-5f);
    }
  }

  /** The largest difference, as a part of the largest score. */
  private static float off(float[] scores, float[] expected) {
    float largest = 0;
    float off = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      off = Math.max(off, Math.abs(scores[i] - expected[i]));
    }
    return off / largest;
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
