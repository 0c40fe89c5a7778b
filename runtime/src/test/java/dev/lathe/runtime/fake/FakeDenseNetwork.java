package dev.lathe.runtime.fake;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Layer;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.spi.Blueprint;
import dev.lathe.runtime.spi.Ends;
import dev.lathe.runtime.spi.LayerFigures;
import dev.lathe.runtime.spi.LayerSpec;
import dev.lathe.runtime.spi.PackedWeights;
import dev.lathe.runtime.spi.Packing;
import dev.lathe.runtime.spi.ParameterSpec;
import dev.lathe.runtime.spi.Pass;
import dev.lathe.runtime.spi.Plan;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Written by hand in the way the processor writes: one dense layer, weights in the segment, bias in
 * the array.
 */
public final class FakeDenseNetwork extends CompiledNetwork implements FakeDense {

  private static final int IN = FakeDense.INPUTS;
  private static final int OUT = FakeDense.OUTPUTS;

  public static final Blueprint BLUEPRINT =
      new Blueprint(
          "FakeDense",
          new int[] {1, 2, 2},
          new int[] {OUT, 1, 1},
          List.of(
              new LayerSpec(
                  "output",
                  "dense",
                  new int[] {OUT, 1, 1},
                  List.of("output.weight", "output.bias"),
                  new LayerFigures(15, 12, new int[] {2, 2}, new double[] {2, 2}))),
          List.of(
              new ParameterSpec("output.weight", new int[] {OUT, IN}, IN),
              new ParameterSpec("output.bias", new int[] {OUT}, IN)),
          "");

  private static final Packing PACKING =
      new Packing(
          IN * OUT,
          OUT,
          List.of(
              new Packing.Copy(
                  "output.weight",
                  Packing.Storage.SEGMENT,
                  0,
                  0,
                  new int[] {IN, OUT},
                  new int[] {1, IN},
                  new int[] {OUT, 1}),
              new Packing.Copy(
                  "output.bias",
                  Packing.Storage.ARRAY,
                  0,
                  0,
                  new int[] {OUT},
                  new int[] {1},
                  new int[] {1})));

  private static final Pass FORWARD =
      new Pass(
          new Plan(1, Plan.ABSENT, -1, Plan.ABSENT, -1, -1, PACKING, Packing.NONE),
          FakeDenseNetwork::run);

  public FakeDenseNetwork(Weights weights) {
    super(BLUEPRINT, VectorPath.SCALAR, FORWARD, weights);
  }

  private static void run(float[] a, MemorySegment w, float[] k, float[] g, Ends e) {
    for (int o = 0; o < OUT; o++) {
      float sum = k[o];
      for (int i = 0; i < IN; i++) {
        sum += e.image()[e.imageAt() + i] * w.getAtIndex(PackedWeights.LAYOUT, (long) i * OUT + o);
      }
      e.scores()[e.scoresAt() + o] = sum;
    }
  }

  @Override
  public Layer output() {
    return layer(0);
  }

  @Override
  public float[] scores(float[] image) {
    return compute(image);
  }

  @Override
  public void scores(float[] image, float[] scores) {
    compute(image, scores);
  }

  @Override
  public int classify(float[] image) {
    return argMax(image);
  }

  @Override
  public void scores(float[] images, int count, float[] scores) {
    computeBatch(images, count, scores);
  }
}
