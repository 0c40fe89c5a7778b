package dev.lathe.runtime.train;

import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.spi.Blueprint;
import dev.lathe.runtime.spi.Ends;
import dev.lathe.runtime.spi.LayerFigures;
import dev.lathe.runtime.spi.LayerSpec;
import dev.lathe.runtime.spi.PackedWeights;
import dev.lathe.runtime.spi.Packing;
import dev.lathe.runtime.spi.Packing.Copy;
import dev.lathe.runtime.spi.Packing.Storage;
import dev.lathe.runtime.spi.ParameterSpec;
import dev.lathe.runtime.spi.Pass;
import dev.lathe.runtime.spi.Plan;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * What the processor would write for a dense layer from 4 inputs to 3 classes with cross-entropy,
 * written by hand. It packs the weights transposed and twice, the bias into the segment, and the
 * gradients with gaps, so that the trainer's handling of packings is seen. One of the packed
 * weights lies in training where it is updated, the other does not.
 */
final class ToyNetwork extends CompiledNetwork implements Classifier {

  static final int INPUTS = 4;
  static final int CLASSES = 3;

  /** Where in the arena: the image, the target, the scores, the loss. */
  private static final int INPUT = 0;

  private static final int TARGET = 4;
  private static final int OUTPUT = 7;
  private static final int LOSS = 10;

  private static final String WEIGHT = "output.weight";
  private static final String BIAS = "output.bias";

  /** The gap between the classes' columns in packed buffers. */
  private static final int COLUMN = 5;

  private static final int[] SHAPE = {CLASSES, INPUTS};
  private static final int[] STORED = {INPUTS, 1};
  private static final int[] TRANSPOSED = {1, COLUMN};

  private static final Packing WEIGHTS =
      new Packing(
          32,
          INPUTS * COLUMN,
          List.of(
              new Copy(WEIGHT, Storage.SEGMENT, 0, 0, SHAPE, STORED, TRANSPOSED),
              new Copy(WEIGHT, Storage.ARRAY, 0, 0, SHAPE, STORED, TRANSPOSED),
              new Copy(BIAS, Storage.SEGMENT, 0, 24, ints(CLASSES), ints(1), ints(1))));

  /** Where in the array of a training pass the weights lie, as their gradients do. */
  private static final int IN_PLACE = 8;

  private static final Packing TRAINED_WEIGHTS =
      new Packing(
          32,
          30,
          List.of(
              new Copy(WEIGHT, Storage.SEGMENT, 0, 0, SHAPE, STORED, TRANSPOSED),
              new Copy(WEIGHT, Storage.ARRAY, 0, IN_PLACE, SHAPE, STORED, TRANSPOSED),
              new Copy(BIAS, Storage.SEGMENT, 0, 24, ints(CLASSES), ints(1), ints(1))));

  private static final Packing GRADIENTS =
      new Packing(
          0,
          30,
          List.of(
              new Copy(BIAS, Storage.ARRAY, 0, 2, ints(CLASSES), ints(1), ints(1)),
              new Copy(WEIGHT, Storage.ARRAY, 0, IN_PLACE, SHAPE, STORED, TRANSPOSED)));

  private static final Blueprint BLUEPRINT =
      new Blueprint(
          "ToyNetwork",
          ints(INPUTS),
          ints(CLASSES),
          List.of(
              new LayerSpec(
                  "output", "dense 3", ints(CLASSES), List.of(WEIGHT, BIAS), LayerFigures.NONE)),
          List.of(
              new ParameterSpec(WEIGHT, SHAPE, INPUTS),
              new ParameterSpec(BIAS, ints(CLASSES), INPUTS)),
          "CROSS_ENTROPY");

  private static final Pass FORWARD =
      new Pass(
          new Plan(
              16,
              Plan.ABSENT,
              Plan.ABSENT,
              Plan.ABSENT,
              Plan.ABSENT,
              Plan.ABSENT,
              WEIGHTS,
              Packing.NONE),
          ToyNetwork::infer);
  private static final Pass TRAINING =
      new Pass(
          new Plan(16, INPUT, TARGET, OUTPUT, LOSS, Plan.ABSENT, TRAINED_WEIGHTS, GRADIENTS),
          ToyNetwork::train);

  ToyNetwork(Weights weights) {
    super(BLUEPRINT, VectorPath.SCALAR, FORWARD, weights);
  }

  private static int[] ints(int... values) {
    return values;
  }

  private static void infer(float[] a, MemorySegment w, float[] k, float[] g, Ends e) {
    System.arraycopy(e.image(), e.imageAt(), a, INPUT, INPUTS);
    forward(a, w, k, 0);
    System.arraycopy(a, OUTPUT, e.scores(), e.scoresAt(), CLASSES);
  }

  private static void forward(float[] a, MemorySegment w, float[] k, int from) {
    for (int o = 0; o < CLASSES; o++) {
      float sum = w.getAtIndex(PackedWeights.LAYOUT, 24 + o);
      for (int i = 0; i < INPUTS; i++) {
        // The weight is packed twice; both copies must be up to date.
        float weight = w.getAtIndex(PackedWeights.LAYOUT, i * COLUMN + o);
        sum += a[INPUT + i] * 0.5f * (weight + k[from + i * COLUMN + o]);
      }
      a[OUTPUT + o] = sum;
    }
  }

  private static void train(float[] a, MemorySegment w, float[] k, float[] g, Ends e) {
    forward(a, w, k, IN_PLACE);
    double sum = 0;
    for (int o = 0; o < CLASSES; o++) {
      sum += Math.exp(a[OUTPUT + o]);
    }
    double loss = 0;
    for (int o = 0; o < CLASSES; o++) {
      loss -= a[TARGET + o] * (a[OUTPUT + o] - Math.log(sum));
      float gradient = (float) (Math.exp(a[OUTPUT + o]) / sum) - a[TARGET + o];
      g[2 + o] += gradient;
      for (int i = 0; i < INPUTS; i++) {
        g[IN_PLACE + i * COLUMN + o] += gradient * a[INPUT + i];
      }
      g[IN_PLACE + INPUTS * COLUMN] += 1; // A cell that belongs to no parameter.
    }
    a[LOSS] = (float) loss;
  }

  @Override
  protected Pass trainingPass() {
    return TRAINING;
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
