package dev.lathe.runtime;

import dev.lathe.runtime.spi.Blueprint;
import dev.lathe.runtime.spi.PackedWeights;
import dev.lathe.runtime.spi.Part;
import dev.lathe.runtime.spi.Pass;
import dev.lathe.runtime.spi.Workspace;
import java.util.Arrays;

/** Carries images through the forward pass, in memory that the caller brings along. */
final class Inference {

  private final Blueprint blueprint;
  private final Pass forward;
  private final int inputSize;
  private final int outputSize;
  private final int allOutputsSize;

  Inference(Blueprint blueprint, Pass forward) {
    this.blueprint = blueprint;
    this.forward = forward;
    this.inputSize = blueprint.inputSize();
    this.outputSize = blueprint.outputSize();
    this.allOutputsSize = blueprint.allOutputsSize();
  }

  int outputSize() {
    return outputSize;
  }

  Pass forward() {
    return forward;
  }

  Workspace newWorkspace() {
    return new Workspace(forward, inputSize, allOutputsSize);
  }

  /**
   * The arrays may be one: the scores wait then until the image has been read, as they do where
   * other outputs stand behind them.
   */
  void compute(
      float[] images, int image, float[] scores, int score, PackedWeights weights, Workspace work) {
    if (isSame(images, scores) || allOutputsSize != outputSize) {
      work.run(forward, weights, images, image);
      System.arraycopy(work.scores(), 0, scores, score, outputSize);
    } else {
      work.run(forward, weights, images, image, scores, score);
    }
  }

  void computeBatch(
      float[] images, int count, float[] scores, PackedWeights weights, Workspace work) {
    for (int i = 0; i < count; i++) {
      compute(images, i * inputSize, scores, i * outputSize, weights, work);
    }
  }

  /** The first of the highest scores, or the first NaN. */
  int argMax(float[] image, PackedWeights weights, Workspace work) {
    work.run(forward, weights, image, 0);
    return argMax(work.scores());
  }

  /** The first of the highest scores, or the first NaN. */
  int argMax(float[] scores) {
    int best = 0;
    for (int i = 0; i < outputSize; i++) {
      float score = scores[i];
      if (Float.isNaN(score)) {
        return i;
      }
      if (score > scores[best]) {
        best = i;
      }
    }
    return best;
  }

  /** Puts one of several inputs where the pass reads it. */
  void put(int input, float[] values, Workspace work) {
    Part part = blueprint.inputs().get(input);
    check("input", part, values);
    System.arraycopy(values, 0, work.image(), part.offset(), part.size());
  }

  /** One of several outputs, in a new array. */
  float[] take(int output, Workspace work) {
    Part part = blueprint.outputs().get(output);
    return Arrays.copyOfRange(work.scores(), part.offset(), part.offset() + part.size());
  }

  /** One of several outputs. */
  void take(int output, Workspace work, float[] into) {
    Part part = blueprint.outputs().get(output);
    check("output", part, into);
    System.arraycopy(work.scores(), part.offset(), into, 0, part.size());
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
