package dev.lathe.samples.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Lathe;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.train.Adam;
import dev.lathe.runtime.train.Schedule;
import dev.lathe.runtime.train.Trainer;
import dev.lathe.samples.digits.Mnist;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowReaderTest {
  private static final int NONE = RowImages.NONE;

  @Test
  void theRowNetworkIsTheWindowNetworkAtEveryPosition() {
    Window window = Lathe.load(Window.class, Weights.random(5));
    Row row = Lathe.load(Row.class, CompiledNetwork.of(window).weights());
    float[] image = new RowImages(digits(Mnist.test().slice(0, 50)), 1).row(5).pixels();

    float[] scores = row.scores(image);

    int positions = scores.length / (NONE + 1);
    assertThat(positions).isEqualTo(33);
    for (int position = 0; position < positions; position += 4) {
      float[] cut = new float[32 * 32];
      for (int y = 0; y < 32; y++) {
        System.arraycopy(image, y * RowImages.WIDTH + 4 * position, cut, y * 32, 32);
      }
      float[] alone = window.scores(cut);
      for (int symbol = 0; symbol <= NONE; symbol++) {
        assertThat(scores[symbol * positions + position]).isCloseTo(alone[symbol], within(1e-4f));
      }
    }
  }

  @Test
  void aMachineAllowsWhatTheScoresAloneWouldNotSay() {
    // Three positions: surely 7, doubtful between 1 and none, surely 7.
    float[] scores = scores(3);
    set(scores, 3, 0, 7, -0.1f);
    set(scores, 3, 1, 1, -0.6f);
    set(scores, 3, 1, NONE, -0.8f);
    set(scores, 3, 2, 7, -0.1f);

    assertThat(Viterbi.decode(StateMachine.ofDigits(0, NONE, 0), scores, 3)).containsExactly(7, 7);
    assertThat(Viterbi.decode(StateMachine.ofDigits(1, NONE, 0), scores, 3)).containsExactly(7);
    assertThat(Viterbi.decode(StateMachine.ofDigits(4, NONE, 0), scores, 3)).isEmpty();
  }

  @Test
  void rowsOfDigitsAreRead() throws InterruptedException {
    RowImages training = new RowImages(digits(Mnist.training().slice(0, 10_000)), 1);
    Weights weights =
        Trainer.of(Lathe.load(Window.class, Weights.random(1)), training.windows(20_000))
            .optimizer(new Adam())
            .schedule(Schedule.cosine(0.003f).afterWarmUp(0.2))
            .batchSize(32)
            .epochs(5)
            .threads(2)
            .build()
            .train()
            .weights();
    RowReader reader = new RowReader(weights, StateMachine.ofDigits(5, NONE, 1));
    RowImages images = new RowImages(digits(Mnist.test()), 2);

    int right = 0;
    for (int i = 0; i < 200; i++) {
      RowImages.Sample row = images.row(5);
      List<Integer> read = reader.read(row.pixels());
      right += read.equals(row.labels()) ? 1 : 0;
    }

    // Five digits at 98 % each would be 90 %.
    assertThat(right).isGreaterThan(160);
  }

  private static Dataset digits(Dataset images) {
    return images.scaled(1 / 255f);
  }

  private static float[] scores(int positions) {
    float[] scores = new float[(NONE + 1) * positions];
    Arrays.fill(scores, -9);
    return scores;
  }

  private static void set(float[] scores, int positions, int position, int symbol, float score) {
    scores[symbol * positions + position] = score;
  }
}
