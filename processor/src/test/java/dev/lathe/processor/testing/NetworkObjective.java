package dev.lathe.processor.testing;

import dev.lathe.annotations.Loss;
import dev.lathe.processor.testing.Safetensors.Tensor;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The loss of a whole network, from the words of its file.
 *
 * @param floor of the penalties' loss; 0 for others
 * @param low what the target holds where it is not the label's
 */
public record NetworkObjective(Loss loss, double floor, double low) {
  private static final Pattern FLOOR = Pattern.compile("exp\\(-([0-9.]+)\\)");

  /** Reads what a file says: {@code mean over the batch of -log_softmax(y)[target]}. */
  static NetworkObjective of(String words) {
    Matcher floor = FLOOR.matcher(words);
    if (floor.find()) {
      return new NetworkObjective(Loss.MAXIMUM_A_POSTERIORI, Double.parseDouble(floor.group(1)), 0);
    }
    if (words.contains("-log_softmax(y)[target]")) {
      return new NetworkObjective(Loss.CROSS_ENTROPY, 0, 0);
    }
    if (words.contains("-y[target]")) {
      return new NetworkObjective(Loss.NEGATIVE_LOG_LIKELIHOOD, 0, 0);
    }
    if (words.contains("(y - t)^2")) {
      return new NetworkObjective(
          Loss.MEAN_SQUARED_ERROR, 0, words.contains("-1 elsewhere") ? -1 : 0);
    }
    throw new IllegalArgumentException("no loss of Lathe's is " + words);
  }

  /** The annotation that asks for it. */
  String annotation() {
    String more = floor == 0 ? "" : String.format(Locale.ROOT, ", floor = %s", floor);
    return "@Trainable(loss = Loss.%s%s)".formatted(loss, more);
  }

  /**
   * The targets of all images: the file's where they have the scores' shape, else 1 at the channel
   * of each position's label.
   */
  float[] targets(Tensor labels, Tensor scores) {
    int size = scores.elements().length;
    if (labels.elements().length == size && labels.shape().length == scores.shape().length) {
      return labels.toFloats().values();
    }
    int images = scores.shape()[0];
    int classes = scores.shape()[1];
    int positions = labels.elements().length / images;
    float[] targets = new float[size];
    Arrays.fill(targets, (float) low);
    for (int k = 0; k < images * positions; k++) {
      int channel = (k / positions) * classes + (int) labels.elements()[k];
      targets[channel * positions + k % positions] = 1;
    }
    return targets;
  }
}
