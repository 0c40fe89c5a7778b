package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Images are read and scores written in the caller's own arrays, wherever they begin; also where
 * one array is both.
 */
class CallersArraysTest {
  private static final int IMAGES = 5;

  /** Networks whose scores are as many as their inputs, by what touches the caller's arrays. */
  private static final Map<String, String> NETWORKS = new LinkedHashMap<>();

  static {
    NETWORKS.put("OnePixel", network("{8, 6, 8}", "@Conv(filters = 8, kernel = 1)"));
    NETWORKS.put("FewMaps", network("{2, 9, 16}", "@Conv(filters = 2, kernel = 1)"));
    NETWORKS.put("Padded", network("{3, 7, 5}", "@Conv(filters = 3, kernel = 3, padding = 1)"));
    NETWORKS.put("Wide", network("{16, 12, 12}", "@Conv(filters = 16, kernel = 3, padding = 1)"));
    NETWORKS.put("Whole", network("{32}", "@Dense(32)"));
    NETWORKS.put("InPlace", network("{4, 5, 6}", "@Tanh"));
    NETWORKS.put("Halved", network("{4, 8, 8}", "@Conv(filters = 16, kernel = 2, stride = 2)"));
  }

  private static String network(String input, String layer) {
    return """
    @Network(input = %s)
    public interface %%s extends Classifier {
      %s Layer only();
    }
    """
        .formatted(input, layer);
  }

  @TestFactory
  Stream<DynamicTest> computesTheSameWhereverTheArraysBegin() {
    Map<String, String> bodies = new LinkedHashMap<>();
    NETWORKS.forEach((name, body) -> bodies.put(name, body.formatted(name)));
    List<CompiledInterface> compiled = CompiledInterface.compileAll(bodies);
    List<String> names = List.copyOf(NETWORKS.keySet());
    return compiled.stream()
        .flatMap(
            each ->
                CompiledInterface.paths().stream()
                    .map(
                        path ->
                            DynamicTest.dynamicTest(
                                names.get(compiled.indexOf(each)) + " " + path,
                                () -> check(each, path))));
  }

  private static void check(CompiledInterface compiled, VectorPath path) {
    Classifier network = compiled.load(path, Weights.random(3));
    int size = CompiledNetwork.of(network).blueprint().inputSize();
    float[] images = new float[IMAGES * size];
    Random random = new Random(1);
    for (int i = 0; i < images.length; i++) {
      images[i] = random.nextFloat(-1, 1);
    }
    float[] expected = new float[images.length];
    for (int i = 0; i < IMAGES; i++) {
      float[] image = Arrays.copyOfRange(images, i * size, (i + 1) * size);
      float[] untouched = image.clone();
      float[] scores = network.scores(image);
      assertThat(image).containsExactly(untouched);
      System.arraycopy(scores, 0, expected, i * size, size);
      network.scores(image, image);
      assertThat(image).containsExactly(scores);
    }
    float[] batch = new float[images.length + 3];
    network.scores(images, IMAGES, batch);
    assertThat(Arrays.copyOf(batch, images.length)).containsExactly(expected);
    assertThat(Arrays.copyOfRange(batch, images.length, batch.length)).containsOnly(0);
    network.scores(images, IMAGES, images);
    assertThat(images).containsExactly(expected);
  }
}
