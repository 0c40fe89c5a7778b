package dev.lathe.runtime.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PassTest {

  private static final Packing WEIGHTS = new Packing(16, 2, List.of());
  private static final Packing GRADIENTS = new Packing(0, 3, List.of());
  private static final Plan PLAN = new Plan(5, 0, 1, 2, 3, 4, WEIGHTS, GRADIENTS);

  private final AtomicInteger runs = new AtomicInteger();
  private final Pass pass = new Pass(PLAN, (a, w, k, g, e) -> runs.incrementAndGet());

  @Test
  void makesBuffersOfItsSizes() {
    PackedWeights weights = PackedWeights.allocate(WEIGHTS);
    assertThat(weights.segment().byteSize()).isEqualTo(64);
    pass.run(pass.newArena(), weights, pass.newGradients());
    assertThat(runs).hasValue(1);
  }

  /** Where nothing is compiled yet: whoever measures kernels by what they allocate relies on it. */
  @Test
  void stagesOfOneImageAllocateNothing() {
    List<Exchange> exchanges =
        List.of(new Exchange(1, 0, 1, 1), new Exchange(1, 0, 2, 1), new Exchange(2, 2, 3, 1));
    Plan plan =
        new Plan(
            5, 0, 1, 2, 3, 4, WEIGHTS, GRADIENTS, exchanges, List.of(), List.<MicroBatchPlan>of());
    Pass stages =
        new Pass(
            plan, (a, _, _, _, _) -> a[0]++, (a, _, _, _, _) -> a[2]++, (a, _, _, _, _) -> a[4]++);
    PackedWeights weights = PackedWeights.allocate(WEIGHTS);
    float[] arena = stages.newArena();
    float[] gradients = stages.newGradients();
    AllocationMeter meter = AllocationMeter.ofMachine();
    // Links whatever HotSpot links at a first call.
    stages.run(arena, weights, gradients);
    meter.allocated();

    long before = meter.allocated();
    stages.run(arena, weights, gradients);
    long after = meter.allocated();

    assertThat(before).isPositive();
    assertThat(after - before).isZero();
    assertThat(arena).containsExactly(2, 2, 3, 3, 2);
  }

  @Test
  void refusesBuffersOfOtherSizes() {
    PackedWeights weights = PackedWeights.allocate(WEIGHTS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pass.run(new float[4], weights, pass.newGradients()))
        .withMessageContaining("arena")
        .withMessageContaining("4 floats")
        .withMessageContaining("planned for 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pass.run(pass.newArena(), weights, new float[0]))
        .withMessageContaining("gradient");
    assertThat(runs).hasValue(0);
  }

  @Test
  void refusesDescriptionsThatContradictThemselves() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Plan(5, 0, 1, 2, 3, 4, WEIGHTS, WEIGHTS))
        .withMessageContaining("16 floats");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ParameterSpec("w", new int[] {65536, 65536}, 1))
        .withMessageContaining("w has the shape [65536, 65536]");
    assertThatIllegalArgumentException().isThrownBy(() -> new ParameterSpec("w", new int[] {0}, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new ParameterSpec("w", new int[] {1}, 0));
    int[] one = {1};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Packing.Copy("w", Packing.Storage.ARRAY, 0, 0, one, one, new int[0]))
        .withMessageContaining("1 extents, 1 source strides and 0 destination strides");
  }
}
