package dev.lathe.runtime.look;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.LatheException;
import dev.lathe.runtime.spi.Blueprint;
import dev.lathe.runtime.spi.Mask;
import dev.lathe.runtime.spi.PackedWeights;
import dev.lathe.runtime.spi.Packer;
import dev.lathe.runtime.spi.ParameterSpec;
import dev.lathe.runtime.spi.Pass;
import dev.lathe.runtime.spi.Plan;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;

/**
 * The derivative of one unit of a network's output in the input, by the training pass of the
 * squared error: with a target that differs from the output in that unit alone, the loss's
 * derivative is the unit's own, but for a positive factor.
 */
final class UnitDerivative {
  private final Blueprint blueprint;
  private final int unit;
  private final Pass pass;
  private final Plan plan;
  private final PackedWeights weights;
  private final float[] arena;
  private final float[] sums;
  private final float[] output;
  private final float[] gradient;

  /**
   * Prepares memory of its own.
   *
   * @param stored the elements of each parameter, by its name
   */
  UnitDerivative(CompiledNetwork network, int unit, Function<String, float[]> stored) {
    this.blueprint = network.blueprint();
    this.unit = unit;
    this.pass = network.training();
    this.plan = pass.plan();
    this.weights = PackedWeights.allocate(plan.weights());
    this.arena = pass.newArena();
    this.sums = pass.newGradients();
    this.output = new float[blueprint.outputSize()];
    this.gradient = new float[blueprint.inputSize()];
    float[][] elements =
        blueprint.parameters().stream()
            .map(ParameterSpec::name)
            .map(stored)
            .toArray(float[][]::new);
    new Packer(plan.weights(), blueprint.parameters()).pack(elements, weights);
  }

  /**
   * Checks that a network's training pass can tell the derivative.
   *
   * @throws LatheException if it cannot
   * @throws IndexOutOfBoundsException if there is no such unit
   */
  static void check(CompiledNetwork network, int unit) {
    Blueprint blueprint = network.blueprint();
    boolean squared = blueprint.loss().equals("MEAN_SQUARED_ERROR");
    if (!squared || network.training().plan().inputGradient() == Plan.ABSENT) {
      throw new LatheException(
          blueprint.network()
              + " does not compute what its units depend on: annotate the interface with"
              + " @Trainable(loss = Loss.MEAN_SQUARED_ERROR, inputGradient = true)");
    }
    Objects.checkIndex(unit, blueprint.outputSize());
  }

  /** The derivative for an image; overwritten by the next call. */
  float[] of(float[] image) {
    run(image);
    System.arraycopy(output, 0, arena, plan.target(), output.length);
    // The distance is never lost in rounding.
    arena[plan.target() + unit] = output[unit] - Math.max(1, Math.abs(output[unit]));
    pass(image);
    System.arraycopy(arena, plan.inputGradient(), gradient, 0, gradient.length);
    return gradient;
  }

  /** The unit's output for an image. */
  float activation(float[] image) {
    run(image);
    return output[unit];
  }

  private void run(float[] image) {
    pass(image);
    System.arraycopy(arena, plan.output(), output, 0, output.length);
  }

  private void pass(float[] image) {
    System.arraycopy(image, 0, arena, plan.input(), image.length);
    for (Mask mask : plan.masks()) {
      Arrays.fill(arena, mask.offset(), mask.offset() + mask.floats(), 1);
    }
    Arrays.fill(sums, 0);
    pass.run(arena, weights, sums);
  }
}
