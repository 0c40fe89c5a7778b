package dev.lathe.runtime;

import dev.lathe.runtime.spi.Blueprint;
import dev.lathe.runtime.spi.Ends;
import dev.lathe.runtime.spi.PackedWeights;
import dev.lathe.runtime.spi.Packer;
import dev.lathe.runtime.spi.Pass;
import dev.lathe.runtime.spi.PassWarmUp;
import dev.lathe.runtime.spi.Plan;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Warms up the passes of a network on images of noise. */
final class WarmUpRun {

  static final Duration LIMIT = Duration.ofMinutes(1);

  private WarmUpRun() {}

  static WarmUp forward(CompiledNetwork network, Duration limit) {
    return run(network, network.inference().forward(), network.packed(), limit);
  }

  static WarmUp training(CompiledNetwork network, Duration limit) {
    Pass pass = network.training();
    PackedWeights packed = PackedWeights.allocate(pass.plan().weights());
    Weights weights = network.weights();
    float[][] stored =
        network.blueprint().parameters().stream()
            .map(parameter -> weights.tensor(parameter.name()).values())
            .toArray(float[][]::new);
    new Packer(pass.plan().weights(), network.blueprint().parameters()).pack(stored, packed);
    return run(network, pass, packed, limit);
  }

  private static WarmUp run(
      CompiledNetwork network, Pass pass, PackedWeights packed, Duration limit) {
    if (limit.isNegative()) {
      throw new IllegalArgumentException("The limit of a warm-up is at least 0, not " + limit);
    }
    long begin = System.nanoTime();
    Noise noise = new Noise(network.blueprint(), pass.plan());
    PassWarmUp.Result result =
        pass.warmUp(packed, noise::next, TimeUnit.NANOSECONDS.convert(limit));
    return new WarmUp(
        Duration.ofNanos(System.nanoTime() - begin),
        result.settled(),
        result.kernels(),
        result.calls(),
        result.unsettled());
  }

  /** Images with values from 0 to 1, of which no two are equal, and a target. */
  private static final class Noise {

    private static final int STEP = 97;

    private final float[] values;
    private final int size;
    private final Blueprint blueprint;
    private final Plan plan;
    private final float[] scores;
    private int shift;

    Noise(Blueprint blueprint, Plan plan) {
      this.blueprint = blueprint;
      this.plan = plan;
      this.size = blueprint.inputSize();
      this.scores = new float[blueprint.allOutputsSize()];
      SplittableRandom random = new SplittableRandom(1);
      values = new float[size + Math.min(size, 16 * STEP)];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextFloat();
      }
    }

    /** The next image: the noise moved on a bit. */
    void next(float[] arena, Ends ends) {
      if (plan.input() == Plan.ABSENT) {
        ends.open(values, shift, scores, 0);
      } else {
        System.arraycopy(values, shift, arena, plan.input(), size);
      }
      shift = (shift + STEP) % (values.length - size + 1);
      if (plan.target() != Plan.ABSENT) {
        Arrays.fill(arena, plan.target(), plan.target() + blueprint.targetSize(), 1f / 16);
        arena[plan.target()] = 1;
      }
    }
  }
}
