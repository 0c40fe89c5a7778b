package dev.lathe.processor.testing;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.spi.Blueprint;
import dev.lathe.runtime.spi.Exchange;
import dev.lathe.runtime.spi.Mask;
import dev.lathe.runtime.spi.MicroBatchRunner;
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
 * Runs the training pass of a compiled network on a whole batch, stage by stage, each image in an
 * arena of its own: what a trainer does, but with everything left to be looked at. Nothing is
 * masked.
 */
public final class BatchRun implements PassRun {
  private final Blueprint blueprint;
  private final Pass pass;
  private final MicroBatchRunner runner;
  private final Plan plan;
  private final PackedWeights packed;
  private float[][] arenas = {};
  private float[] sums = {};

  /**
   * A run.
   *
   * @param weights every parameter of the network; need not be those that it has been loaded with
   */
  public BatchRun(CompiledNetwork network, Weights weights) {
    this.blueprint = network.blueprint();
    this.pass = network.training();
    this.runner = new MicroBatchRunner(pass);
    this.plan = pass.plan();
    this.packed = PackedWeights.allocate(plan.weights());
    float[][] stored =
        blueprint.parameters().stream()
            .map(parameter -> weights.tensor(parameter.name()).values())
            .toArray(float[][]::new);
    new Packer(plan.weights(), blueprint.parameters()).pack(stored, packed);
  }

  @Override
  public void run(List<float[]> images, List<float[]> targets) {
    sums = pass.newGradients();
    arenas = new float[images.size()][];
    for (int k = 0; k < arenas.length; k++) {
      arenas[k] = pass.newArena();
      System.arraycopy(images.get(k), 0, arenas[k], plan.input(), images.get(k).length);
      System.arraycopy(targets.get(k), 0, arenas[k], plan.target(), targets.get(k).length);
      for (Mask mask : plan.masks()) {
        Arrays.fill(arenas[k], mask.offset(), mask.offset() + mask.floats(), 1);
      }
    }
    for (int stage = 0; stage < pass.stages(); stage++) {
      runner.runStage(stage, arenas, arenas.length, packed, sums);
      pass.exchangesBehind(stage).forEach(this::exchange);
    }
  }

  private void exchange(Exchange exchange) {
    for (int i = 0; i < exchange.floats(); i++) {
      double sum = 0;
      for (float[] arena : arenas) {
        sum += arena[exchange.from() + i];
      }
      for (float[] arena : arenas) {
        arena[exchange.to() + i] = (float) (sum / arenas.length);
      }
    }
  }

  @Override
  public float[] scores(int image) {
    int from = plan.output();
    return Arrays.copyOfRange(arenas[image], from, from + blueprint.outputSize());
  }

  @Override
  public float loss(int image) {
    return arenas[image][plan.loss()];
  }

  @Override
  public float[] inputGradient(int image) {
    int from = plan.inputGradient();
    return Arrays.copyOfRange(arenas[image], from, from + blueprint.inputSize());
  }

  @Override
  public Map<String, Tensor> gradients() {
    List<ParameterSpec> parameters = blueprint.parameters();
    float[][] stored =
        parameters.stream().map(parameter -> new float[parameter.size()]).toArray(float[][]::new);
    new Packer(plan.gradients(), parameters).unpackAdding(sums, stored);
    Map<String, Tensor> gradients = new LinkedHashMap<>();
    for (int k = 0; k < stored.length; k++) {
      if (parameters.get(k).learned()) {
        gradients.put(parameters.get(k).name(), new Tensor(parameters.get(k).shape(), stored[k]));
      }
    }
    return gradients;
  }
}
