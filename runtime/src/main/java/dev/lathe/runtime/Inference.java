package dev.lathe.runtime;

import dev.lathe.runtime.spi.Blueprint;
import dev.lathe.runtime.spi.PackedWeights;
import dev.lathe.runtime.spi.Part;
import dev.lathe.runtime.spi.Pass;
import java.util.Arrays;

/** Carries images through the forward pass, in memory that the caller brings along. */
final class Inference {

  private final Blueprint blueprint;
  private final Pass forward;
  private final int inputOffset;
  private final int inputSize;
  private final int outputOffset;
  private final int outputSize;

  Inference(Blueprint blueprint, Pass forward) {
    this.blueprint = blueprint;
    this.forward = forward;
    this.inputOffset = forward.plan().input();
    this.inputSize = blueprint.inputSize();
    this.outputOffset = forward.plan().output();
    this.outputSize = blueprint.outputSize();
  }

  int outputSize() {
    return outputSize;
  }

  Pass forward() {
    return forward;
  }

  float[] newArena() {
    return forward.newArena();
  }

  /** The arrays may be one, or overlap: the image is read before the scores are written. */
  void compute(
      float[] images, int image, float[] scores, int score, PackedWeights weights, float[] arena) {
    run(images, image, weights, arena);
    System.arraycopy(arena, outputOffset, scores, score, outputSize);
  }

  void computeBatch(
      float[] images, int count, float[] scores, PackedWeights weights, float[] arena) {
    for (int i = 0; i < count; i++) {
      compute(images, i * inputSize, scores, i * outputSize, weights, arena);
    }
  }

  /** The first of the highest scores, or the first NaN. */
  int argMax(float[] image, PackedWeights weights, float[] arena) {
    run(image, 0, weights, arena);
    return argMax(arena);
  }

  /** The first of the highest scores in an arena, or the first NaN. */
  int argMax(float[] arena) {
    int best = 0;
    for (int i = 0; i < outputSize; i++) {
      float score = arena[outputOffset + i];
      if (Float.isNaN(score)) {
        return i;
      }
      if (score > arena[outputOffset + best]) {
        best = i;
      }
    }
    return best;
  }

  /** Puts one of several inputs where the pass reads it. */
  void put(int input, float[] values, float[] arena) {
    Part part = blueprint.inputs().get(input);
    check("input", part, values);
    System.arraycopy(values, 0, arena, inputOffset + part.offset(), part.size());
  }

  /** One of several outputs, in a new array. */
  float[] take(int output, float[] arena) {
    Part part = blueprint.outputs().get(output);
    int from = outputOffset + part.offset();
    return Arrays.copyOfRange(arena, from, from + part.size());
  }

  /** One of several outputs. */
  void take(int output, float[] arena, float[] into) {
    Part part = blueprint.outputs().get(output);
    check("output", part, into);
    System.arraycopy(arena, outputOffset + part.offset(), into, 0, part.size());
  }

  private void check(String side, Part part, float[] values) {
    if (values == null) {
      throw new NullPointerException(
          blueprint.network() + ": the array of the " + side + " " + part.name() + " is null");
    }
    if (values.length != part.size()) {
      throw wrongLength(
          "array of the " + side + " " + part.name(),
          values.length,
          side,
          part.shape(),
          part.size());
    }
  }

  private void run(float[] images, int image, PackedWeights weights, float[] arena) {
    System.arraycopy(images, image, arena, inputOffset, inputSize);
    forward.run(arena, weights);
  }

  void checkImage(float[] image) {
    if (image == null) {
      throw new NullPointerException(blueprint.network() + ": the image is null");
    }
    if (image.length != inputSize) {
      throw wrongLength("image", image.length, "input", blueprint.inputShape(), inputSize);
    }
  }

  void checkOne(float[] image, float[] scores) {
    checkImage(image);
    checkScores(scores);
    if (scores.length != outputSize) {
      throw wrongLength(
          "array of scores", scores.length, "output", blueprint.outputShape(), outputSize);
    }
  }

  void checkBatch(float[] images, int count, float[] scores) {
    if (images == null) {
      throw new NullPointerException(blueprint.network() + ": the array of images is null");
    }
    checkScores(scores);
    if (count < 0) {
      throw new IllegalArgumentException(
          blueprint.network() + ": the number of images is at least 0, not " + count);
    }
    if (images.length < (long) count * inputSize) {
      throw tooShort("images", images.length, count, "input", blueprint.inputShape(), inputSize);
    }
    if (scores.length < (long) count * outputSize) {
      throw tooShort("scores", scores.length, count, "output", blueprint.outputShape(), outputSize);
    }
    if (isSame(images, scores) && outputSize > inputSize && count > 1) {
      throw new IllegalArgumentException(
          blueprint.network()
              + ": images and scores are one array, but the scores of an image are more than its"
              + " values, and would overwrite the next image; use two arrays");
    }
  }

  @SuppressWarnings("ReferenceEquality") // one array under two names is what matters
  private static boolean isSame(float[] one, float[] other) {
    return one == other;
  }

  private void checkScores(float[] scores) {
    if (scores == null) {
      throw new NullPointerException(blueprint.network() + ": the array of scores is null");
    }
  }

  private IllegalArgumentException wrongLength(
      String what, int length, String side, int[] shape, int size) {
    return new IllegalArgumentException(
        blueprint.network()
            + ": the "
            + what
            + " has "
            + length
            + " values, but the "
            + side
            + " "
            + Arrays.toString(shape)
            + " has "
            + size);
  }

  private IllegalArgumentException tooShort(
      String what, int length, int count, String side, int[] shape, int size) {
    return new IllegalArgumentException(
        blueprint.network()
            + ": the array of "
            + what
            + " has "
            + length
            + " values, but "
            + count
            + " times the "
            + side
            + " "
            + Arrays.toString(shape)
            + " are "
            + (long) count * size);
  }
}
