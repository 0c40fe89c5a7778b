package dev.lathe.runtime.train;

import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.spi.Blueprint;
import java.util.Arrays;
import java.util.Objects;

/** Whether a data set fits a network. */
final class Fit {

  private Fit() {}

  /** Throws an {@link IllegalArgumentException} that says what meets what, if it does not fit. */
  static void check(Blueprint network, Dataset data, String role) {
    if (Objects.requireNonNull(data, role).size() == 0) {
      throw new IllegalArgumentException("The " + role + " is empty");
    }
    int[] input = network.inputShape();
    // A network of dense layers alone may read a map as a vector.
    boolean fits =
        input.length == 1 ? input[0] == data.imageSize() : Arrays.equals(input, data.imageShape());
    if (!fits) {
      throw new IllegalArgumentException(
          "The images of the "
              + role
              + " are "
              + Arrays.toString(data.imageShape())
              + ", but "
              + network.network()
              + " reads "
              + Arrays.toString(input)
              + (Arrays.equals(dropOnes(input), dropOnes(data.imageShape()))
                  ? ": an axis of 1 is missing, or too many"
                  : ": pad them, or read others"));
    }
    if (data.targetSize() != network.targetSize()) {
      throw new IllegalArgumentException(
          "The "
              + role
              + " has "
              + data.targetSize()
              + (data.hasLabels() ? " classes" : " values a target")
              + ", but "
              + network.network()
              + " learns from "
              + network.targetSize()
              + (network.targetSize() == network.outputSize()
                  ? " a target, one for each score"
                  : ": those of its losses behind each other"));
    }
  }

  private static int[] dropOnes(int[] shape) {
    return Arrays.stream(shape).filter(extent -> extent != 1).toArray();
  }

  static void checkThreads(int threads) {
    if (threads < 1 || threads > 1024) {
      throw new IllegalArgumentException("The number of threads is 1 to 1024, not " + threads);
    }
  }
}
