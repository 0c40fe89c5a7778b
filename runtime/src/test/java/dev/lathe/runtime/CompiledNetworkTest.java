package dev.lathe.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.sun.management.ThreadMXBean;
import dev.lathe.runtime.fake.FakeDense;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompiledNetworkTest {

  private static final float[] IMAGE = {1, 2, 3, 4};

  static Weights weights(float[] weight, float... bias) {
    return Weights.of(
        Map.of(
            "output.weight", new Tensor(new int[] {3, 4}, weight),
            "output.bias", new Tensor(new int[] {3}, bias)));
  }

  private static final Weights COUNTING =
      weights(new float[] {1, 0, 0, 0, 0, 1, 0, 0, 1, 1, 1, 1}, 0.5f, 0, -1);

  private final FakeDense network = Lathe.load(FakeDense.class, COUNTING);
  private final CompiledNetwork compiled = CompiledNetwork.of(network);

  @Test
  void computesScores() {
    assertThat(network.scores(IMAGE)).containsExactly(1.5f, 2, 9);
    float[] scores = new float[3];
    network.scores(IMAGE, scores);
    assertThat(scores).containsExactly(1.5f, 2, 9);
    assertThat(network.classify(IMAGE)).isEqualTo(2);
    assertThat(IMAGE).containsExactly(1, 2, 3, 4);
  }

  @Test
  void computesBatchesInLongerArrays() {
    float[] images = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    float[] scores = {0, 0, 0, 0, 0, 0, 42};
    network.scores(images, 2, scores);
    assertThat(scores).containsExactly(1.5f, 2, 9, 5.5f, 6, 25, 42);
    network.scores(images, 0, new float[0]);
    // In place: the scores of an image take less room than the image.
    network.scores(images, 2, images);
    assertThat(images).startsWith(1.5f, 2, 9, 5.5f, 6, 25);
  }

  @Test
  void theFirstMaximumWinsAndTheFirstNaNBeforeThat() {
    compiled.swap(weights(new float[12], 1, 2, 2));
    assertThat(network.classify(IMAGE)).isEqualTo(1);
    compiled.swap(weights(new float[12], 1, Float.NaN, Float.NaN));
    assertThat(network.classify(IMAGE)).isEqualTo(1);
    float low = Float.NEGATIVE_INFINITY;
    compiled.swap(weights(new float[12], low, low, low));
    assertThat(network.classify(IMAGE)).isZero();
  }

  @Test
  void refusesWrongArraysBeforeAnythingIsWritten() {
    float[] scores = {7, 7, 7};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.scores(new float[5], scores))
        .withMessage("FakeDense: the image has 5 values, but the input [1, 2, 2] has 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.scores(IMAGE, new float[2]))
        .withMessage("FakeDense: the array of scores has 2 values, but the output [3, 1, 1] has 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.scores(new float[7], 2, scores))
        .withMessageContaining("7 values, but 2 times the input [1, 2, 2] are 8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.scores(new float[8], 2, scores))
        .withMessageContaining("the array of scores has 3 values");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.scores(IMAGE, Integer.MAX_VALUE, scores))
        .withMessageContaining("8589934588");
    assertThatIllegalArgumentException().isThrownBy(() -> network.scores(IMAGE, -1, scores));
    assertThatIllegalArgumentException().isThrownBy(() -> network.classify(new float[3]));
    assertThatNullPointerException()
        .isThrownBy(() -> network.classify(nothing()))
        .withMessageContaining("FakeDense: the image is null");
    assertThatNullPointerException().isThrownBy(() -> network.scores(IMAGE, nothing()));
    assertThatNullPointerException().isThrownBy(() -> network.scores(nothing(), 1, scores));
    assertThat(scores).containsOnly(7);
  }

  @SuppressWarnings("NullAway") // what callers without a null checker may pass
  private static float[] nothing() {
    return null;
  }

  @Test
  void keepsItsWeightsIfNewOnesDoNotFit() {
    Weights before = compiled.weights();
    assertThatExceptionOfType(WeightsException.class)
        .isThrownBy(() -> compiled.swap(Weights.of(Map.of())));
    assertThat(compiled.weights()).isSameAs(before);
    assertThat(network.scores(IMAGE)).containsExactly(1.5f, 2, 9);
  }

  @Test
  void tellsWhatItIs() {
    assertThat(compiled.path()).isEqualTo(VectorPath.SCALAR);
    assertThat(compiled.layers()).containsExactly(network.output());
    assertThat(network.output().parameters()).containsExactly("output.weight", "output.bias");
    assertThat(network.output().parameterCount()).isEqualTo(15);
    assertThat(network.output().outputShape()).containsExactly(3, 1, 1);
    assertThat(network.output().links()).isEqualTo(15);
    assertThat(network.output().multiplyAdds()).isEqualTo(12);
    assertThat(network.output().receptiveField()).containsExactly(2, 2);
    assertThat(network.output().jump()).containsExactly(2, 2);
    network.output().outputShape()[0] = 99;
    assertThat(compiled)
        .hasToString("FakeDense [1, 2, 2], SCALAR\n  output: dense -> [3, 1, 1], 15 parameters");
  }

  @Test
  void saysHowToGetTrainingCode() {
    assertThatExceptionOfType(LatheException.class)
        .isThrownBy(compiled::training)
        .withMessageContaining("FakeDense")
        .withMessageContaining("@Trainable");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompiledNetwork.of("text"))
        .withMessageContaining("java.lang.String");
  }

  @Test
  void sessionsComputeTheSame() {
    Session session = compiled.newSession();
    assertThat(session.scores(IMAGE)).containsExactly(1.5f, 2, 9);
    float[] both = Arrays.copyOf(IMAGE, 4);
    float[] scores = new float[3];
    session.scores(both, 1, scores);
    assertThat(scores).containsExactly(1.5f, 2, 9);
    assertThat(session.classify(IMAGE)).isEqualTo(2);
    assertThatIllegalArgumentException().isThrownBy(() -> session.scores(new float[3]));
  }

  @Test
  void callsAllocateNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    float[] scores = new float[6];
    float[] images = new float[8];
    Session session = compiled.newSession();
    float[] one = new float[3];
    long calls = 20_000;
    for (int round = 0; ; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < calls; i++) {
        network.scores(IMAGE, one);
        network.scores(images, 2, scores);
        network.classify(IMAGE);
        session.scores(IMAGE, one);
      }
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      // The first rounds also link and load; whoever allocates per call does so in every round.
      if (bytes < calls || round == 5) {
        assertThat(bytes).isLessThan(calls);
        return;
      }
    }
  }
}
