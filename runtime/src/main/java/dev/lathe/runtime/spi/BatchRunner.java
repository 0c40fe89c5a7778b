package dev.lathe.runtime.spi;

import dev.lathe.runtime.spi.BatchPlan.Move;
import dev.lathe.runtime.spi.BatchPlan.Stretch;
import java.lang.foreign.MemorySegment;

/**
 * Runs kernels of a pass on images that have an arena each: as many at once as its batches take,
 * the rest one by one. It has memory for a batch, and so belongs to one thread at a time.
 */
public final class BatchRunner {

  private final Pass pass;
  private final Pass.Kernel[] kernels;
  private final BatchPlan[] batches;
  private final Stretch[][] stretches;
  private final Move[][][] in;
  private final Move[][][] out;
  private final float[][] memories;

  /** A runner, without memory until the first batch. */
  public BatchRunner(Pass pass) {
    this.pass = pass;
    this.kernels = pass.allKernels().toArray(Pass.Kernel[]::new);
    this.batches = pass.plan().batches().toArray(BatchPlan[]::new);
    this.stretches = new Stretch[batches.length][];
    this.in = new Move[batches.length][][];
    this.out = new Move[batches.length][][];
    this.memories = new float[batches.length][];
    for (int i = 0; i < batches.length; i++) {
      stretches[i] = batches[i].stretches().toArray(Stretch[]::new);
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
    int batch = batch(images);
    return batch < 0 ? 1 : batches[batch].images();
  }

  /** The most images that run at once. */
  public int most() {
    return atOnce(Integer.MAX_VALUE);
  }

  /** The largest batch that so many images fill; -1 if none. */
  private int batch(int images) {
    for (int i = 0; i < batches.length; i++) {
      if (batches[i].images() <= images) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Runs a pass without exchanges; see {@link Pass#run(float[], PackedWeights, float[])}.
   *
   * @param arenas an image in each of {@code arenas[0]} to {@code arenas[images - 1]}
   */
  public void run(float[][] arenas, int images, PackedWeights weights, float[] gradients) {
    runStage(0, arenas, images, weights, gradients);
  }

  /** Runs the kernels of one stage; see {@link Pass#runStage}. */
  public void runStage(
      int stage, float[][] arenas, int images, PackedWeights weights, float[] gradients) {
    int from = pass.stageBegin(stage);
    int to = pass.stageEnd(stage);
    for (int first = 0; first < images; ) {
      int batch = batch(images - first);
      int count = batch < 0 ? 1 : batches[batch].images();
      if (batch < 0) {
        each(from, to, arenas, first, 1, weights, gradients);
      } else {
        together(batch, from, to, arenas, first, weights, gradients);
      }
      first += count;
    }
  }

  private void together(
      int batch,
      int from,
      int to,
      float[][] arenas,
      int first,
      PackedWeights weights,
      float[] gradients) {
    int images = batches[batch].images();
    if (memories[batch] == null) {
      memories[batch] = new float[batches[batch].floats()];
    }
    float[] memory = memories[batch];
    int at = from;
    for (int s = 0; s < stretches[batch].length; s++) {
      Stretch stretch = stretches[batch][s];
      // Stretches end where stages do.
      if (stretch.from() < from || stretch.from() >= to) {
        continue;
      }
      each(at, stretch.from(), arenas, first, images, weights, gradients);
      for (Move move : in[batch][s]) {
        int slice = move.batch();
        for (int i = 0; i < images; i++) {
          System.arraycopy(arenas[first + i], move.arena(), memory, slice, move.floats());
          slice += batches[batch].slice();
        }
      }
      MemorySegment segment = weights.segment();
      for (int kernel = stretch.begin(); kernel < stretch.end(); kernel++) {
        kernels[kernel].run(memory, segment, weights.array(), gradients, Pass.CLOSED);
      }
      for (Move move : out[batch][s]) {
        int slice = move.batch();
        for (int i = 0; i < images; i++) {
          System.arraycopy(memory, slice, arenas[first + i], move.arena(), move.floats());
          slice += batches[batch].slice();
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
