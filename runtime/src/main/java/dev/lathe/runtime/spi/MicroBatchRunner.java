package dev.lathe.runtime.spi;

import dev.lathe.runtime.spi.MicroBatchPlan.Move;
import dev.lathe.runtime.spi.MicroBatchPlan.Stretch;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * Runs kernels of a pass on images that have an arena each: as many at once as its micro-batches
 * take, the rest one by one. It has memory for micro-batches, and so belongs to one thread at a
 * time.
 */
public final class MicroBatchRunner {

  private final Pass pass;
  private final Pass.Kernel[] kernels;
  private final MicroBatchPlan[] plans;
  private final Stretch[][] stretches;
  private final Move[][][] in;
  private final Move[][][] out;
  private final float[][] memories;

  /** A runner, without memory until the first micro-batch. */
  public MicroBatchRunner(Pass pass) {
    this.pass = Objects.requireNonNull(pass, "pass");
    this.kernels = pass.allKernels().toArray(Pass.Kernel[]::new);
    this.plans = pass.plan().microBatches().toArray(MicroBatchPlan[]::new);
    this.stretches = new Stretch[plans.length][];
    this.in = new Move[plans.length][][];
    this.out = new Move[plans.length][][];
    this.memories = new float[plans.length][];
    for (int i = 0; i < plans.length; i++) {
      stretches[i] = plans[i].stretches().toArray(Stretch[]::new);
      in[i] = new Move[stretches[i].length][];
      out[i] = new Move[stretches[i].length][];
      for (int s = 0; s < stretches[i].length; s++) {
        in[i][s] = stretches[i][s].in().toArray(Move[]::new);
        out[i][s] = stretches[i][s].out().toArray(Move[]::new);
      }
    }
  }

  /** How many of so many images run at once; 1 if none do. */
  public int atOnce(int images) {
    int plan = largest(images);
    return plan < 0 ? 1 : plans[plan].images();
  }

  /** The most images that run at once. */
  public int most() {
    return atOnce(Integer.MAX_VALUE);
  }

  /** The largest micro-batch that so many images fill; -1 if none. */
  private int largest(int images) {
    for (int i = 0; i < plans.length; i++) {
      if (plans[i].images() <= images) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Runs a pass without exchanges; see {@link Pass#run(float[], PackedWeights, float[])}.
   *
   * @param arenas an image in each of {@code arenas[0]} to {@code arenas[images - 1]}
   * @throws IllegalArgumentException if the pass has exchanges, or as {@link #runStage} does
   */
  public void run(float[][] arenas, int images, PackedWeights weights, float[] gradients) {
    if (pass.stages() > 1) {
      throw new IllegalArgumentException(
          "The pass has %d stages, between which images exchange their means: run each by itself"
              .formatted(pass.stages()));
    }
    runStage(0, arenas, images, weights, gradients);
  }

  /**
   * Runs the kernels of one stage on all images; see {@link Pass#runStage}.
   *
   * @param stage from 0 to {@link Pass#stages} - 1
   * @param arenas an image in each of {@code arenas[0]} to {@code arenas[images - 1]}
   * @throws IllegalArgumentException if there is no such stage, there are fewer arenas than images,
   *     or a buffer has not the size that the plan says; nothing has run then
   */
  public void runStage(
      int stage, float[][] arenas, int images, PackedWeights weights, float[] gradients) {
    if (stage < 0 || stage >= pass.stages()) {
      throw new IllegalArgumentException("stage %d of %d".formatted(stage, pass.stages()));
    }
    if (images < 0 || images > arenas.length) {
      throw new IllegalArgumentException("%d images in %d arenas".formatted(images, arenas.length));
    }
    for (int i = 0; i < images; i++) {
      pass.check(arenas[i], gradients);
    }
    int from = pass.stageBegin(stage);
    int to = pass.stageEnd(stage);
    for (int first = 0; first < images; ) {
      int plan = largest(images - first);
      if (plan < 0) {
        each(from, to, arenas, first, 1, weights, gradients);
        first++;
      } else {
        together(plan, from, to, arenas, first, weights, gradients);
        first += plans[plan].images();
      }
    }
  }

  private void together(
      int plan,
      int from,
      int to,
      float[][] arenas,
      int first,
      PackedWeights weights,
      float[] gradients) {
    int images = plans[plan].images();
    if (memories[plan] == null) {
      memories[plan] = new float[plans[plan].floats()];
    }
    float[] memory = memories[plan];
    MemorySegment segment = weights.segment();
    int at = from;
    for (int s = 0; s < stretches[plan].length; s++) {
      Stretch stretch = stretches[plan][s];
      // Stretches end where stages do.
      if (stretch.from() < from || stretch.from() >= to) {
        continue;
      }
      each(at, stretch.from(), arenas, first, images, weights, gradients);
      for (Move move : in[plan][s]) {
        int slice = move.memory();
        for (int i = 0; i < images; i++) {
          System.arraycopy(arenas[first + i], move.arena(), memory, slice, move.floats());
          slice += plans[plan].slice();
        }
      }
      for (int kernel = stretch.begin(); kernel < stretch.end(); kernel++) {
        kernels[kernel].run(memory, segment, weights.array(), gradients, Pass.CLOSED);
      }
      for (Move move : out[plan][s]) {
        int slice = move.memory();
        for (int i = 0; i < images; i++) {
          System.arraycopy(memory, slice, arenas[first + i], move.arena(), move.floats());
          slice += plans[plan].slice();
        }
      }
      at = stretch.to();
    }
    each(at, to, arenas, first, images, weights, gradients);
  }

  /** Kernels of single images, image by image: each image's values are in the near caches then. */
  private void each(
      int from,
      int to,
      float[][] arenas,
      int first,
      int images,
      PackedWeights weights,
      float[] gradients) {
    for (int i = first; from < to && i < first + images; i++) {
      pass.runKernels(from, to, arenas[i], weights, gradients);
    }
  }
}
