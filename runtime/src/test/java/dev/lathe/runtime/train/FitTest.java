package dev.lathe.runtime.train;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.spi.Blueprint;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of images that a network does not read. */
class FitTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 20 20 | 20 20 1 | channels come first
          3 20 24 | 20 24 3 | channels come first
          1 20 20 | 20 20   | an axis of 1 is missing, or too many
          1 20 20 | 400     | as many values, so give the data set this shape
          2 10 20 | 1 20 20 | as many values, so give the data set this shape
          1 20 20 | 1 18 18 | pad them, or read others
          """)
  void theRemedyFitsTheShapes(String input, String image, String remedy) {
    assertThatThrownBy(() -> Fit.check(network(shape(input)), images(shape(image)), "training set"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The images of the training set are [")
        .hasMessageContaining(remedy);
  }

  @Test
  void whatFitsIsTaken() {
    int[] shape = {1, 20, 20};

    assertThatCode(() -> Fit.check(network(shape), images(shape), "training set"))
        .doesNotThrowAnyException();
  }

  private static int[] shape(String text) {
    return Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
  }

  private static Blueprint network(int[] input) {
    return new Blueprint("Net", input, new int[] {2}, List.of(), List.of(), "CROSS_ENTROPY");
  }

  private static Dataset images(int[] shape) {
    int size = Arrays.stream(shape).reduce(1, (all, extent) -> all * extent);
    return Dataset.ofFloats(new float[size], shape, new int[1], 2);
  }
}
