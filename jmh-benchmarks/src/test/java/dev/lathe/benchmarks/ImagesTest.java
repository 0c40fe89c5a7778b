package dev.lathe.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.runtime.Weights;
import dev.lathe.runtime.spi.Blueprint;
import org.junit.jupiter.api.Test;

class ImagesTest {

  @Test
  void pixelsLieBetween0And1() {
    float[] pixels = Images.pixels(blueprint(ExportedNetwork.VIDEO), 2, 1);

    assertThat(pixels).hasSize(2 * 8 * 32 * 32);
    for (float pixel : pixels) {
      assertThat(pixel).isBetween(0f, 1f);
    }
  }

  /** SentenceNet's table has 200 rows. */
  @Test
  void wordsAreNumbersOfRows() {
    float[] words = Images.pixels(blueprint(ExportedNetwork.SENTENCE), 100, 1);

    boolean[] seen = new boolean[200];
    for (float word : words) {
      assertThat(word).isEqualTo((int) word).isBetween(0f, 199f);
      seen[(int) word] = true;
    }
    assertThat(seen).doesNotContain(false);
  }

  private static Blueprint blueprint(Measured network) {
    return Networks.load(network, "scalar", Weights.random(1)).blueprint();
  }
}
