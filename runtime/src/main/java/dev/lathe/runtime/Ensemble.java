package dev.lathe.runtime;

import java.util.Arrays;
import java.util.List;

/**
 * Several networks that vote: the scores are the means of theirs. The networks read images of the
 * same shape and give as many scores; where their scores are probabilities (a softmax at the end)
 * the means are, too. Networks of one interface and other weights may vote as well as different
 * ones.
 *
 * <pre>{@code
 * Classifier voters = Ensemble.of(first, second, third);
 * int digit = voters.classify(image);
 * }</pre>
 *
 * <p>It may be called by several threads at once.
 */
public final class Ensemble implements Classifier {

  private final List<CompiledNetwork> members;
  private final int inputSize;
  private final int outputSize;

  private Ensemble(List<CompiledNetwork> members) {
    this.members = members;
    this.inputSize = members.getFirst().blueprint().inputSize();
    this.outputSize = members.getFirst().blueprint().outputSize();
  }

  /**
   * Lets networks vote.
   *
   * @param networks what {@code Lathe.load} returned, one or more
   * @throws IllegalArgumentException if there are none, or their shapes differ
   */
  public static Ensemble of(Object... networks) {
    if (networks.length == 0) {
      throw new IllegalArgumentException("An ensemble needs at least one network");
    }
    List<CompiledNetwork> members = Arrays.stream(networks).map(CompiledNetwork::of).toList();
    CompiledNetwork first = members.getFirst();
    for (CompiledNetwork other : members) {
      if (!Arrays.equals(first.blueprint().inputShape(), other.blueprint().inputShape())
          || first.blueprint().outputSize() != other.blueprint().outputSize()) {
        throw new IllegalArgumentException(
            "The networks of an ensemble have the same shapes, but %s makes %d scores of %s, and %s %d"
                .concat(" of %s")
                .formatted(
                    first.blueprint().network(),
                    first.blueprint().outputSize(),
                    Arrays.toString(first.blueprint().inputShape()),
                    other.blueprint().network(),
                    other.blueprint().outputSize(),
                    Arrays.toString(other.blueprint().inputShape())));
      }
    }
    return new Ensemble(members);
  }

  /** How many networks vote. */
  public int size() {
    return members.size();
  }

  @Override
  public float[] scores(float[] image) {
    float[] scores = new float[outputSize];
    scores(image, scores);
    return scores;
  }

  @Override
  public void scores(float[] image, float[] scores) {
    checkSize("image", image.length, inputSize);
    checkSize("scores", scores.length, outputSize);
    float[] one = new float[outputSize];
    double[] sums = new double[outputSize];
    for (CompiledNetwork member : members) {
      member.compute(image, one);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += one[i];
      }
    }
    for (int i = 0; i < sums.length; i++) {
      scores[i] = (float) (sums[i] / members.size());
    }
  }

  @Override
  public void scores(float[] images, int count, float[] scores) {
    checkSize("images", images.length, Math.multiplyExact(count, inputSize));
    checkSize("scores", scores.length, Math.multiplyExact(count, outputSize));
    for (int k = 0; k < count; k++) {
      float[] image = Arrays.copyOfRange(images, k * inputSize, (k + 1) * inputSize);
      System.arraycopy(scores(image), 0, scores, k * outputSize, outputSize);
    }
  }

  @Override
  public int classify(float[] image) {
    float[] scores = scores(image);
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      if (scores[i] > scores[best]) {
        best = i;
      }
    }
    return best;
  }

  private static void checkSize(String what, int actual, int wanted) {
    if (actual != wanted) {
      throw new IllegalArgumentException(
          "The " + what + " have " + actual + " floats, not " + wanted);
    }
  }
}
