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
              + remedy(input, data.imageShape()));
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

  private static String remedy(int[] input, int[] image) {
    if (input.length == image.length && Arrays.equals(input, channelsFirst(image))) {
      return ": channels come first, so give the data set this shape and order its values so";
    }
    if (Arrays.equals(dropOnes(input), dropOnes(image))) {
      return ": an axis of 1 is missing, or too many";
    }
    return size(input) == size(image)
        ? ": they have as many values, so give the data set this shape"
        : ": pad them, or read others";
  }

  /** The shape whose channels lie last, with its channels first. */
  private static int[] channelsFirst(int[] shape) {
    int[] first = new int[shape.length];
    for (int axis = 0; axis < shape.length; axis++) {
      first[(axis + 1) % shape.length] = shape[axis];
    }
    return first;
  }

  private static long size(int[] shape) {
    return Arrays.stream(shape).asLongStream().reduce(1, (all, extent) -> all * extent);
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
