package dev.lathe.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Weights;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the race needs of these networks; that they compute what their files say, it compares. */
class ExportedNetworkTest {

  @ParameterizedTest
  @EnumSource
  void vectorsComputeWhatScalarsDo(ExportedNetwork network) {
    CompiledNetwork scalar = Networks.load(network, "scalar", Weights.random(1));
    CompiledNetwork best = Networks.load(network, Networks.BEST, Weights.random(1));
    float[] image = Images.pixels(scalar.blueprint(), 1, 2);
    float[] expected = new float[scalar.blueprint().outputSize()];
    float[] scores = new float[expected.length];

    scalar.newSession().scores(image, expected);
    best.newSession().scores(image, scores);

    for (int i = 0; i < expected.length; i++) {
      assertThat(scores[i])
          .isCloseTo(expected[i], within(2e-5f * Math.max(1, Math.abs(expected[i]))));
    }
  }
}
