package dev.lathe.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.spi.ParameterSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls every benchmark method on both paths, and compares its results with {@link Reference}. */
class BenchmarksTest {

  private static final List<String> PATHS = List.of("scalar", "128", Networks.BEST);

  /** A step this small crosses hardly any kink of a rectifier or a maximum. */
  private static final double EPSILON = 1e-6;

  private static final int CELLS = 500;

  // Held, since a logger that nobody holds forgets its level.
  private static final Logger LOGGER = Logger.getLogger("dev.lathe");

  /** The line that tells each network's path is not wanted a hundred times. */
  @BeforeAll
  static void beQuiet() {
    LOGGER.setLevel(Level.WARNING);
  }

  private static CompiledNetwork network(SampleNetwork network) {
    return Networks.load(network, "scalar", Weights.random(1));
  }

  @ParameterizedTest
  @CsvSource({"scalar, SCALAR", "128, VECTOR_128"})
  void eachPathIsWhatItsNameSays(String path, VectorPath expected) {
    assertThat(Networks.load(SampleNetwork.LENET_5, path, Weights.random(1)).path())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void scores(SampleNetwork network) {
    CompiledNetwork loaded = network(network);
    double[] expected =
        new Reference(network, loaded.blueprint(), loaded.weights())
            .scores(Images.pixels(loaded.blueprint(), 1, 2));
    for (String path : PATHS) {
      ForwardBenchmark benchmark = new ForwardBenchmark();
      benchmark.network = network;
      benchmark.path = path;
      benchmark.warm = false;
      benchmark.load();

      for (int call = 0; call < 3; call++) {
        float[] scores = benchmark.scores();

        assertThat(scores).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
          assertThat((double) scores[i]).as(path + " " + i).isCloseTo(expected[i], within(2e-6));
        }
      }
    }
  }

  /** Cells all over the result, among them the corners: the whole would take too long. */
  @ParameterizedTest
  @EnumSource
  void layers(SingleLayer layer) {
    CompiledNetwork loaded = Networks.load(layer, "scalar", Weights.random(1));
    Reference reference = new Reference(layer, loaded.blueprint(), loaded.weights());
    IntToDoubleFunction expected = reference.cells(Images.pixels(loaded.blueprint(), 1, 2));
    for (String path : List.of("128", Networks.BEST)) {
      LayerBenchmark benchmark = new LayerBenchmark();
      benchmark.layer = layer;
      benchmark.path = path;
      benchmark.warm = false;
      benchmark.load();

      float[] scores = benchmark.scores();

      int last = scores.length - 1;
      for (int cell = 0; cell <= CELLS; cell++) {
        int i = (int) ((long) cell * last / CELLS);
        assertThat((double) scores[i])
            .as(path + " " + i)
            .isCloseTo(expected.applyAsDouble(i), within(2e-5));
      }
    }
  }

  /** The gradient of each parameter, along one random direction, by a difference quotient. */
  @ParameterizedTest
  @EnumSource
  void gradients(SampleNetwork network) {
    CompiledNetwork loaded = network(network);
    Reference reference = new Reference(network, loaded.blueprint(), loaded.weights());
    List<ParameterSpec> parameters = loaded.blueprint().parameters();
    Dataset data = Images.dataset(network, loaded.blueprint(), 1, 2);
    double[] expected = new double[parameters.size()];
    for (int p = 0; p < expected.length; p++) {
      expected[p] = slope(reference, data, 1, List.of(parameters.get(p)));
    }
    for (String path : PATHS) {
      TrainingPassBenchmark benchmark = new TrainingPassBenchmark();
      benchmark.network = network;
      benchmark.path = path;
      benchmark.warm = false;
      benchmark.load();

      assertThat(benchmark.gradients()).isNotEmpty();
      assertThat(benchmark.gradients()).isNotEmpty();

      float[][] sums = benchmark.unpacked();
      for (int p = 0; p < expected.length; p++) {
        ParameterSpec parameter = parameters.get(p);
        double[] along = direction(parameter);
        double slope = 0;
        double squares = 0;
        for (int i = 0; i < along.length; i++) {
          // Of two passes over one image.
          double gradient = sums[p][i] / 2;
          slope += gradient * along[i];
          squares += gradient * gradient;
        }
        assertThat(slope)
            .as(path + " " + parameter.name())
            .isCloseTo(expected[p], within(1e-3 * Math.sqrt(squares) + 1e-6));
        assertThat(squares).as(path + " " + parameter.name()).isPositive();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void steps(SampleNetwork network) {
    CompiledNetwork loaded = network(network);
    Reference reference = new Reference(network, loaded.blueprint(), loaded.weights());
    List<ParameterSpec> parameters = loaded.blueprint().parameters();
    // The benchmark's images: noise is drawn one after the other.
    Dataset data = Images.dataset(network, loaded.blueprint(), 512, 2);
    for (int batch : new int[] {1, 4}) {
      double loss = loss(reference, data, batch);
      double expected = slope(reference, data, batch, parameters);
      for (String path : PATHS) {
        TrainingStepBenchmark benchmark = new TrainingStepBenchmark();
        benchmark.network = network;
        benchmark.path = path;
        benchmark.batch = batch;
        benchmark.learningRate = 1;
        benchmark.warm = false;
        benchmark.load();

        assertThat(benchmark.step()).as(path).isCloseTo(loss, within(1e-5));

        Weights after = benchmark.weights();
        double slope = 0;
        double squares = 0;
        for (ParameterSpec parameter : parameters) {
          double[] along = direction(parameter);
          float[] before = loaded.weights().tensor(parameter.name()).values();
          float[] now = after.tensor(parameter.name()).values();
          for (int i = 0; i < along.length; i++) {
            double gradient = (double) before[i] - now[i];
            slope += gradient * along[i];
            squares += gradient * gradient;
          }
        }
        assertThat(slope)
            .as(path + ", batch " + batch)
            .isCloseTo(expected, within(1e-3 * Math.sqrt(squares) + 1e-4));
      }
    }
  }

  /** The measured step does not learn: the work stays the same. */
  @ParameterizedTest
  @EnumSource
  void measuredStepsKeepTheWeights(SampleNetwork network) {
    TrainingStepBenchmark benchmark = new TrainingStepBenchmark();
    benchmark.network = network;
    benchmark.warm = false;
    benchmark.load();
    CompiledNetwork loaded = network(network);

    benchmark.step();
    benchmark.step();

    for (ParameterSpec parameter : loaded.blueprint().parameters()) {
      assertThat(benchmark.weights().tensor(parameter.name()))
          .isEqualTo(loaded.weights().tensor(parameter.name()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "64, 3136, scalar, false",
    "64, 3136, best, true",
    "144, 3136, best, false",
    "7, 50, best, false"
  })
  void maps(int channels, int positions, String path, boolean cold) {
    TranspositionBenchmark benchmark = new TranspositionBenchmark();
    benchmark.map = channels + "x" + positions;
    benchmark.path = path;
    benchmark.cold = cold;
    benchmark.load();
    for (int call = 0; call < 3; call++) {
      float[] map = benchmark.next();
      float[] expected = new float[map.length];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = map[i % channels * positions + i / channels];
      }

      assertThat(benchmark.turned()).isEqualTo(expected);
    }
  }

  /** The derivative of the mean loss along the random directions of some parameters. */
  private static double slope(
      Reference reference, Dataset data, int images, List<ParameterSpec> parameters) {
    Map<String, double[]> values = new HashMap<>();
    parameters.forEach(p -> values.put(p.name(), reference.parameter(p.name()).clone()));
    double[] losses = new double[2];
    for (int side = 0; side < 2; side++) {
      double step = side == 0 ? EPSILON : -EPSILON;
      for (ParameterSpec parameter : parameters) {
        double[] along = direction(parameter);
        double[] moved = reference.parameter(parameter.name());
        for (int i = 0; i < moved.length; i++) {
          moved[i] = values.get(parameter.name())[i] + step * along[i];
        }
      }
      losses[side] = loss(reference, data, images);
    }
    for (ParameterSpec parameter : parameters) {
      double[] before = values.get(parameter.name());
      System.arraycopy(before, 0, reference.parameter(parameter.name()), 0, before.length);
    }
    return (losses[0] - losses[1]) / (2 * EPSILON);
  }

  private static double loss(Reference reference, Dataset data, int images) {
    float[] image = new float[data.imageSize()];
    float[] target = new float[data.targetSize()];
    double sum = 0;
    for (int i = 0; i < images; i++) {
      data.copyImage(i, image, 0);
      data.copyTarget(i, target, 0);
      sum += reference.loss(image, target);
    }
    return sum / images;
  }

  /** Random signs, the same every time. */
  private static double[] direction(ParameterSpec parameter) {
    SplittableRandom random = new SplittableRandom(parameter.name().hashCode());
    double[] signs = new double[parameter.size()];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = random.nextBoolean() ? 1 : -1;
    }
    return signs;
  }
}
