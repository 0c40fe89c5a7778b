package dev.lathe.runtime.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A pass whose second kernel doubles what its first made; two images are doubled together. */
class MicroBatchRunnerTest {

  private static final MicroBatchPlan PAIRS =
      new MicroBatchPlan(
          2,
          1,
          2,
          List.of(
              new MicroBatchPlan.Stretch(
                  1,
                  2,
                  2,
                  3,
                  List.of(new MicroBatchPlan.Move(1, 0, 1)),
                  List.of(new MicroBatchPlan.Move(2, 0, 1)))));

  private final PackedWeights weights = PackedWeights.allocate(Packing.NONE);
  private final Pass pass = pass(List.of());
  private final MicroBatchRunner runner = new MicroBatchRunner(pass);

  private static Pass pass(List<Exchange> exchanges) {
    Plan plan =
        new Plan(
            3,
            0,
            Plan.ABSENT,
            2,
            Plan.ABSENT,
            Plan.ABSENT,
            Packing.NONE,
            new Packing(0, 1, List.of()),
            exchanges,
            List.of(),
            List.of(PAIRS));
    return new Pass(
        plan,
        (a, _, _, _, _) -> a[1] = a[0] + 1,
        (a, _, _, _, _) -> a[2] = 2 * a[1],
        (a, _, _, g, _) -> {
          a[0] *= 2;
          a[1] *= 2;
          g[0]++;
        });
  }

  private float[][] arenas(int count) {
    float[][] arenas = Stream.generate(pass::newArena).limit(count).toArray(float[][]::new);
    for (int i = 0; i < count; i++) {
      arenas[i][0] = i;
    }
    return arenas;
  }

  @Test
  void runsPairsTogetherAndTheLastAlone() {
    float[][] arenas = arenas(5);
    float[] gradients = pass.newGradients();
    runner.run(arenas, 5, weights, gradients);
    assertThat(List.of(arenas)).extracting(arena -> arena[2]).containsExactly(2f, 4f, 6f, 8f, 10f);
    assertThat(gradients).containsExactly(2);
    assertThat(List.of(runner.atOnce(1), runner.atOnce(5), runner.most())).containsExactly(1, 2, 2);
  }

  @Test
  void refusesWhatItCannotRunOn() {
    float[] gradients = pass.newGradients();
    float[][] arenas = arenas(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> runner.run(arenas, 4, weights, gradients))
        .withMessage("4 images in 3 arenas");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> runner.run(arenas, -1, weights, gradients))
        .withMessage("-1 images in 3 arenas");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> runner.runStage(1, arenas, 3, weights, gradients))
        .withMessage("stage 1 of 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> runner.run(arenas, 3, weights, new float[2]))
        .withMessageContaining("gradient");
    arenas[2] = new float[2];
    assertThatIllegalArgumentException()
        .isThrownBy(() -> runner.run(arenas, 3, weights, gradients))
        .withMessageContaining("arena");
    assertThat(arenas[0][1]).as("nothing has run").isZero();
  }

  @Test
  void refusesToRunThroughAnExchange() {
    Pass staged = pass(List.of(new Exchange(1, 1, 1, 1)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new MicroBatchRunner(staged).run(arenas(2), 2, weights, staged.newGradients()))
        .withMessageContaining("2 stages");
  }
}
