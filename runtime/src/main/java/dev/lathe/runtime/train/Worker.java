package dev.lathe.runtime.train;

import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.spi.PackedWeights;
import dev.lathe.runtime.spi.Pass;
import dev.lathe.runtime.spi.Plan;
import java.util.Arrays;

/** One thread's share of a batch: an arena, gradient sums, and what they were computed from. */
final class Worker {

  private final Pass pass;
  private final Plan plan;
  private final float[] arena;
  private final float[] gradients;
  private double loss;
  private int correct;

  Worker(Pass pass) {
    this.pass = pass;
    this.plan = pass.plan();
    this.arena = pass.newArena();
    this.gradients = pass.newGradients();
  }

  /** The sums over the images of the last {@link #run}, as the pass packs them. */
  float[] gradients() {
    return gradients;
  }

  /** The sum of the losses of the last {@link #run}. */
  double loss() {
    return loss;
  }

  /** How many images of the last {@link #run} were classified rightly; 0 without labels. */
  int correct() {
    return correct;
  }

  /** Runs the training pass on the images {@code order[begin]} to {@code order[end - 1]}. */
  void run(Dataset data, int[] order, int begin, int end, PackedWeights weights) {
    Arrays.fill(gradients, 0);
    boolean labelled = data.hasLabels();
    int scores = data.targetSize();
    double lossSum = 0;
    int correctSum = 0;
    for (int i = begin; i < end; i++) {
      int image = order[i];
      data.copyImage(image, arena, plan.input());
      data.copyTarget(image, arena, plan.target());
      pass.run(arena, weights, gradients);
      lossSum += arena[plan.loss()];
      if (labelled && argMax(scores) == data.label(image)) {
        correctSum++;
      }
    }
    loss = lossSum;
    correct = correctSum;
  }

  private int argMax(int scores) {
    int best = 0;
    for (int i = 1; i < scores; i++) {
      if (arena[plan.output() + i] > arena[plan.output() + best]) {
        best = i;
      }
    }
    return best;
  }
}
