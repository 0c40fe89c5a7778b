package dev.lathe.runtime.train;

import dev.lathe.runtime.data.Augmentation;
import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.spi.Exchange;
import dev.lathe.runtime.spi.Mask;
import dev.lathe.runtime.spi.MicroBatchRunner;
import dev.lathe.runtime.spi.PackedWeights;
import dev.lathe.runtime.spi.Pass;
import dev.lathe.runtime.spi.Plan;
import java.util.Arrays;

/**
 * One thread's share of a batch: arenas, gradient sums, and what they were computed from. A pass
 * without exchanges needs one arena, which one image after the other uses, or as many as it runs at
 * once.
 */
final class Worker {

  /** The noise of an evaluation: no factor is masked. */
  static final long NO_NOISE = 0;

  private final Pass pass;
  private final MicroBatchRunner runner;
  private final Plan plan;
  private final float[] gradients;
  private final Augmentation augmentation;
  private final boolean augments;
  private float[] scratch = {};

  /** Those behind each stage but the last. */
  private final Exchange[][] exchanges;

  /** The sums of the values behind each stage, over this worker's images. */
  private final double[][] sums;

  private float[][] arenas;
  private int images;
  private double loss;
  private int correct;

  Worker(Pass pass, Augmentation augmentation) {
    this.augmentation = augmentation;
    this.augments = !augmentation.isNone();
    this.pass = pass;
    this.runner = new MicroBatchRunner(pass);
    this.plan = pass.plan();
    this.arenas = new float[][] {pass.newArena()};
    this.gradients = pass.newGradients();
    this.exchanges = BatchPass.exchanges(pass);
    this.sums = new double[exchanges.length][];
    for (int stage = 0; stage < sums.length; stage++) {
      sums[stage] = new double[BatchPass.floats(exchanges[stage])];
    }
  }

  /** The sums over the images since {@link #begin}, as the pass packs them. */
  float[] gradients() {
    return gradients;
  }

  /** The sum of the losses since {@link #begin}. */
  double loss() {
    return loss;
  }

  /** How many images since {@link #begin} were classified rightly; 0 without labels. */
  int correct() {
    return correct;
  }

  /** The sums of the values that are exchanged behind a stage. */
  double[] sums(int stage) {
    return sums[stage];
  }

  /** Forgets what was added up. */
  void begin() {
    Arrays.fill(gradients, 0);
    loss = 0;
    correct = 0;
  }

  /** Runs a pass without exchanges on the images {@code order[begin]} to {@code order[end - 1]}. */
  void run(Dataset data, int[] order, int begin, int end, PackedWeights weights, long noise) {
    for (int next = begin; next < end; ) {
      int count = runner.atOnce(end - next);
      reserve(count);
      for (int i = 0; i < count; i++) {
        fill(data, order[next + i], next + i, arenas[i], noise);
      }
      if (count == 1) {
        pass.run(arenas[0], weights, gradients);
      } else {
        runner.run(arenas, count, weights, gradients);
      }
      for (int i = 0; i < count; i++) {
        add(data, order[next + i], arenas[i]);
      }
      next += count;
    }
  }

  /** Sees to it that there are so many arenas. */
  private void reserve(int count) {
    if (arenas.length < count) {
      int before = arenas.length;
      arenas = Arrays.copyOf(arenas, count);
      for (int i = before; i < count; i++) {
        arenas[i] = pass.newArena();
      }
    }
  }

  /** Puts the images of a share of a batch into arenas. */
  void load(Batch share, long noise) {
    images = share.size();
    reserve(images);
    for (int i = 0; i < images; i++) {
      int place = share.begin() + i;
      fill(share.data(), share.order()[place], place, arenas[i], noise);
    }
  }

  /**
   * Runs a stage on all loaded images.
   *
   * @param means of the exchanges that stand before it
   */
  void runStage(int stage, float[] means, PackedWeights weights) {
    if (stage < sums.length) {
      Arrays.fill(sums[stage], 0);
    }
    for (int i = 0; stage > 0 && i < images; i++) {
      int at = 0;
      for (Exchange exchange : exchanges[stage - 1]) {
        System.arraycopy(means, at, arenas[i], exchange.to(), exchange.floats());
        at += exchange.floats();
      }
    }
    runner.runStage(stage, arenas, images, weights, gradients);
    for (int i = 0; stage < sums.length && i < images; i++) {
      addUp(stage, arenas[i]);
    }
  }

  /** Takes losses and scores from the arenas. */
  void finish(Batch share) {
    for (int i = 0; i < images; i++) {
      add(share.data(), share.order()[share.begin() + i], arenas[i]);
    }
  }

  private void addUp(int stage, float[] arena) {
    double[] sum = sums[stage];
    int at = 0;
    for (Exchange exchange : exchanges[stage]) {
      for (int k = 0; k < exchange.floats(); k++) {
        sum[at + k] += arena[exchange.from() + k];
      }
      at += exchange.floats();
    }
  }

  private void fill(Dataset data, int image, int place, float[] arena, long noise) {
    data.copyImage(image, arena, plan.input());
    data.copyTarget(image, arena, plan.target());
    if (augments && noise != NO_NOISE) {
      augment(data, arena, Noise.mix(noise, place, Noise.AUGMENTATION));
    }
    for (int mask = 0; mask < plan.masks().size(); mask++) {
      Mask each = plan.masks().get(mask);
      if (noise == NO_NOISE) {
        Arrays.fill(arena, each.offset(), each.offset() + each.floats(), 1);
      } else {
        Noise.fill(arena, each, Noise.mix(noise, place, mask));
      }
    }
  }

  private void augment(Dataset data, float[] arena, long key) {
    int[] shape = data.imageShape();
    if (scratch.length < data.imageSize()) {
      scratch = new float[data.imageSize()];
    }
    augmentation.apply(arena, plan.input(), shape[0], shape[1], shape[2], scratch, key);
  }

  private void add(Dataset data, int image, float[] arena) {
    loss += arena[plan.loss()];
    if (data.hasLabels() && argMax(arena, data.classes()) == data.label(image)) {
      correct++;
    }
  }

  private int argMax(float[] arena, int scores) {
    int best = 0;
    for (int i = 1; i < scores; i++) {
      if (arena[plan.output() + i] > arena[plan.output() + best]) {
        best = i;
      }
    }
    return best;
  }
}
