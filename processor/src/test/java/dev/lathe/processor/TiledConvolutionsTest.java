package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What javac compiled of a convolution tile by tile, on vectors of every width. */
class TiledConvolutionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          winograd 2         | 16, 32 | 11, 9 | kernel = 5, padding = 2
          fft 8, rows 1      | 16, 32 | 11, 9 | kernel = 5, padding = 2
          fft 12             | 16, 32 | 13, 8 | kernel = {7, 3}, padding = {3, 0}
          fft 16, rows 2     | 16, 32 | 29, 7 | kernel = {11, 4}, padding = {5, 3}
          fft 16             | 16, 32 | 50    | kernel = 31, padding = 15
          fft 6, rows 3      | 16, 32 | 50    | kernel = 9, padding = 1
          fft 16             | 16, 32 | 101   | kernel = 64, padding = 63
          fft 4              | 16, 32 | 70    | kernel = 63
          winograd 2, rows 2 | 20, 50 | 12, 9 | kernel = 5, padding = 2
          winograd 4         | 3, 7   | 9, 10 | kernel = 3, padding = 1
          fft 6              | 20, 50 | 12, 12 | kernel = 5
          fft 8, rows 1      | 33, 18 | 13, 11 | kernel = {5, 4}
          fft 16             | 21, 35 | 40    | kernel = 31, padding = 15
          winograd 4, rows 3 | 55, 100 | 14    | kernel = 3, padding = 1
          """)
  void theResultIsThatOfTheSum(String decision, String channels, String extents, String window) {
    CompiledInterface tiled = compile("Tiled", decision, channels, extents, window);
    CompiledInterface direct = compile("Direct", "direct", channels, extents, window);
    float[] image = new float[product(channels.split(",", -1)[0] + "," + extents)];
    Random random = new Random(1);
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) random.nextGaussian();
    }

    for (VectorPath path : CompiledInterface.paths()) {
      if (path != VectorPath.SCALAR) {
        assertThat(scores(tiled, path, image))
            .as(path.toString())
            .containsExactly(scores(direct, path, image), offset(1e-4f));
      }
    }
  }

  /** As arguments in one method their matrices were more than the JVM takes. */
  @Test
  void networksMayHaveManyMatrices() {
    String layers =
        IntStream.range(0, 32)
            .mapToObj("@Conv(filters = 16, kernel = 9, padding = 4) Layer c%d();"::formatted)
            .collect(Collectors.joining("\n"));
    CompiledInterface deep =
        CompiledInterface.compile(
            "Deep",
            """
            @Network(input = {16, 12, 12})
            public interface Deep extends Classifier {
              %s
            }
            """
                .formatted(layers));
    assertThat(
            deep.load(CompiledInterface.paths().getLast(), Weights.random(1))
                .scores(new float[16 * 144]))
        .hasSize(16 * 144);
  }

  private static float[] scores(CompiledInterface compiled, VectorPath path, float[] image) {
    Classifier network = compiled.load(path, Weights.random(7));
    float[] scores = new float[3];
    network.scores(image, scores);
    return scores;
  }

  private static CompiledInterface compile(
      String name, String decision, String channels, String extents, String window) {
    String[] counts = channels.split(",", -1);
    return CompiledInterface.compile(
        name,
        """
        @Network(input = {%s, %s})
        public interface %s extends Classifier {
          @Conv(filters = %s, %s) @Relu @Pinned("%s") Layer c1();
          @Dense(3) Layer output();
        }
        """
            .formatted(counts[0], extents, name, counts[1], window, decision));
  }

  private static int product(String extents) {
    int product = 1;
    for (String extent : extents.split(",", -1)) {
      product *= Integer.parseInt(extent.strip());
    }
    return product;
  }
}
