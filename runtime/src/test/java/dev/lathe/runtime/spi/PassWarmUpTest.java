package dev.lathe.runtime.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How often kernels are called; whether HotSpot compiles them is for the JIT health test. */
class PassWarmUpTest {

  private static final Packing NONE = Packing.NONE;
  private static final int CELLS = 1000;
  private static final long LIMIT = TimeUnit.SECONDS.toNanos(60);
  private static final long A_WHILE = TimeUnit.SECONDS.toNanos(5);

  private static Object sink = new Object();

  private static Pass.Kernel busy(int offset, int rounds) {
    return (a, _, _, _, _) -> {
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < CELLS; i++) {
          a[offset + i] = 0.5f * a[offset + i] + 1;
        }
      }
    };
  }

  private static PassWarmUp.Result warmUp(List<Pass.Kernel> kernels) {
    return warmUp(kernels, LIMIT);
  }

  private static PassWarmUp.Result warmUp(List<Pass.Kernel> kernels, long limit) {
    Plan plan = new Plan(100 * CELLS, 0, -1, 0, -1, -1, NONE, NONE);
    Pass pass = new Pass(plan, kernels.toArray(Pass.Kernel[]::new));
    return pass.warmUp(PackedWeights.allocate(NONE), (_, _) -> {}, limit);
  }

  /** With a thousand calls of each, 100,000, it would take half a minute. */
  @Test
  @Timeout(20)
  void callsThatShareAMethodAreHotTogether() {
    PassWarmUp.Result result =
        warmUp(IntStream.range(0, 100).mapToObj(i -> busy(i * CELLS, 3_000)).toList());

    assertThat(result.settled()).isTrue();
    assertThat(result.unsettled()).isEmpty();
    assertThat(result.kernels()).isEqualTo(100);
    assertThat(result.calls()).isBetween(500L, 15_000L);
  }

  @Test
  @Timeout(20)
  void longCallsAreMadeRarely() {
    PassWarmUp.Result result = warmUp(List.of(busy(0, 200_000)));

    assertThat(result.settled()).isTrue();
    assertThat(result.calls()).isBetween(33L, 200L);
  }

  @Test
  void shortCallsAreMadeOften() {
    PassWarmUp.Result result = warmUp(List.of(busy(0, 1)));

    assertThat(result.settled()).isTrue();
    assertThat(result.calls()).isGreaterThan(20_000L);
  }

  /** As vectors do of which C2 cannot tell what becomes of them. */
  @Test
  void namesTheKernelThatAllocates() {
    Pass.Kernel allocating = (_, _, _, _, _) -> sink = new float[1];

    PassWarmUp.Result result = warmUp(List.of(busy(0, 1), allocating), A_WHILE);

    assertThat(result.settled()).isFalse();
    assertThat(result.cold()).contains(1);
    assertThat(result.unsettled()).contains("kernel 2 of PassWarmUpTest");
  }

  /** A pass of training is not given the ends that kernels are given one by one. */
  @Test
  void namesThePassThatAllocatesThoughItsKernelsDoNot() {
    Pass.Kernel kernel =
        (_, _, _, _, e) -> {
          if (e == Pass.CLOSED) {
            sink = new float[1];
          }
        };

    PassWarmUp.Result result = warmUp(List.of(kernel), A_WHILE);

    assertThat(result.settled()).isFalse();
    assertThat(result.cold()).isEmpty();
    assertThat(result.unsettled()).containsExactly(PassWarmUp.WHOLE_PASS);
  }

  /** Code around kernels is called once where they are called hundreds of times. */
  @Test
  @Timeout(20)
  void waitsForThePassItself() {
    int[] passes = new int[1];
    Pass.Kernel kernel =
        (_, _, _, _, e) -> {
          if (e == Pass.CLOSED && passes[0]++ < 5_000) {
            sink = new float[1];
          }
        };

    PassWarmUp.Result result = warmUp(List.of(kernel));

    assertThat(result.settled()).isTrue();
    assertThat(passes[0]).isBetween(5_000, 5_030);
    // One by one to find who allocates, and not hundreds of times anew.
    assertThat(result.calls()).isLessThan(200_000);
  }
}
