package dev.lathe.processor.testing;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.spi.Blueprint;
import dev.lathe.runtime.spi.PackedWeights;
import dev.lathe.runtime.spi.Packer;
import dev.lathe.runtime.spi.ParameterSpec;
import dev.lathe.runtime.spi.Pass;
import dev.lathe.runtime.spi.Plan;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the training pass of a compiled network on one image after the other, as a trainer does: in
 * one arena, the gradients summed over the images.
 */
public final class TrainingRun {
  private final Blueprint blueprint;
  private final Pass pass;
  private final Plan plan;
  private final Packer gradientPacker;
  private final PackedWeights packed;
  private final float[] arena;
  private final float[] sums;

  /**
   * A run.
   *
   * @param weights every parameter of the network; need not be those that it has been loaded with
   */
  public TrainingRun(CompiledNetwork network, Weights weights) {
    this.blueprint = network.blueprint();
    this.pass = network.training();
    this.plan = pass.plan();
    this.gradientPacker = new Packer(plan.gradients(), blueprint.parameters());
    this.packed = PackedWeights.allocate(plan.weights());
    this.arena = pass.newArena();
    this.sums = pass.newGradients();
    float[][] stored =
        blueprint.parameters().stream()
            .map(parameter -> weights.tensor(parameter.name()).values())
            .toArray(float[][]::new);
    new Packer(plan.weights(), blueprint.parameters()).pack(stored, packed);
  }

  /** Runs forward, loss and backward for one image, and adds to the gradients. */
  public void run(float[] image, float[] target) {
    System.arraycopy(image, 0, arena, plan.input(), image.length);
    System.arraycopy(target, 0, arena, plan.target(), target.length);
    pass.run(arena, packed, sums);
  }

  /** The scores of an image, without any trace in the gradients. */
  public float[] scores(float[] image) {
    float[] before = sums.clone();
    run(image, new float[blueprint.outputSize()]);
    System.arraycopy(before, 0, sums, 0, before.length);
    return Arrays.copyOfRange(arena, plan.output(), plan.output() + blueprint.outputSize());
  }

  /** The loss of the image of the last run. */
  public float loss() {
    return arena[plan.loss()];
  }

  /** The derivative of the last run's loss in its image. */
  public float[] inputGradient() {
    int from = plan.inputGradient();
    return Arrays.copyOfRange(arena, from, from + blueprint.inputSize());
  }

  /** The sums, over all runs so far, of the loss's derivatives in each parameter. */
  public Map<String, Tensor> gradients() {
    List<ParameterSpec> parameters = blueprint.parameters();
    float[][] stored =
        parameters.stream().map(parameter -> new float[parameter.size()]).toArray(float[][]::new);
    gradientPacker.unpackAdding(sums, stored);
    Map<String, Tensor> gradients = new LinkedHashMap<>();
    for (int k = 0; k < stored.length; k++) {
      gradients.put(parameters.get(k).name(), new Tensor(parameters.get(k).shape(), stored[k]));
    }
    return gradients;
  }
}
