package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.Ensemble;
import dev.lathe.runtime.TenCrop;
import dev.lathe.runtime.Weights;
import org.junit.jupiter.api.Test;

/** Several networks, or several cuts of one image, that vote. */
class VotingTest {
  private static final CompiledInterface COMPILED =
      CompiledInterface.compile(
          "Voter",
          """
          @Network(input = {1, 2, 2})
          public interface Voter extends Classifier {
            @Dense(3) @Softmax Layer scores();
          }
          """);

  private static Classifier load(long seed) {
    return COMPILED.load(CompiledInterface.paths().getLast(), Weights.random(seed));
  }

  @Test
  void anEnsembleGivesTheMeanScores() {
    Classifier one = load(1);
    Classifier other = load(2);
    Ensemble both = Ensemble.of(one, other);
    float[] image = {1, -2, 3, 0.5f};
    float[] scores = both.scores(image);
    for (int i = 0; i < 3; i++) {
      float mean = (one.scores(image)[i] + other.scores(image)[i]) / 2;
      assertThat(scores[i]).isCloseTo(mean, within(1e-6f));
    }
    float[] batch = new float[6];
    both.scores(new float[] {0, 0, 0, 0, 1, -2, 3, 0.5f}, 2, batch);
    assertThat(batch[3]).isEqualTo(scores[0]);
    assertThat(scores[both.classify(image)]).isGreaterThanOrEqualTo(scores[0]);
    assertThatThrownBy(() -> both.scores(new float[3])).hasMessageContaining("3 floats, not 4");
    assertThatThrownBy(Ensemble::of).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tenCutsGiveTheMeanScores() {
    Classifier network = load(1);
    float[] image = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    float[][] cuts = {
      {1, 2, 4, 5}, {2, 3, 5, 6}, {4, 5, 7, 8}, {5, 6, 8, 9}, {1, 2, 4, 5},
      {2, 1, 5, 4}, {3, 2, 6, 5}, {5, 4, 8, 7}, {6, 5, 9, 8}, {2, 1, 5, 4}
    };
    float[] scores = TenCrop.of(network).scores(image, 3, 3);
    for (int i = 0; i < 3; i++) {
      float sum = 0;
      for (float[] cut : cuts) {
        sum += network.scores(cut)[i];
      }
      assertThat(scores[i]).isCloseTo(sum / 10, within(1e-6f));
    }
    assertThatThrownBy(() -> TenCrop.of(network).scores(image, 1, 9)).hasMessageContaining("2 x 2");
  }
}
