package dev.lathe.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.lathe.processor.testing.BatchRun;
import dev.lathe.processor.testing.CompiledInterface;
import dev.lathe.processor.testing.TrainingRun;
import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.spi.MicroBatchPlan;
import dev.lathe.runtime.spi.MicroBatchRunner;
import dev.lathe.runtime.spi.PackedWeights;
import dev.lathe.runtime.spi.Pass;
import dev.lathe.runtime.spi.Plan;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Training passes that compute layers of many weights for several images at once. */
class MicroBatchKernelsTest {
  private static final int PIXELS = 2 * 9 * 9;
  private static final int CLASSES = 7;

  private static final String LAYERS =
      """
        @Conv(filters = 6, kernel = 3) @Relu Layer conv();
        @MaxPool(2) Layer pool();
        @Conv(filters = 50, kernel = 3, flip = true) @Relu Layer covering();
        @Dense(90) @Tanh Layer hidden();
        @Dense(7) Layer scores();
      }
      """;

  private static final CompiledInterface FAST =
      CompiledInterface.compile(
          "Fast",
          """
          @Network(input = {2, 9, 9})
          @Trainable(inputGradient = true)
          public interface Fast extends Classifier {
          """
              + LAYERS);

  private static final CompiledInterface STRICT =
      CompiledInterface.compile(
          "Strict",
          """
          @Network(input = {2, 9, 9}, precision = Precision.STRICT)
          @Trainable(inputGradient = true)
          public interface Strict extends Classifier {
          """
              + LAYERS);

  /** Locally connected weights are used once an image, too; the mean is a border of stages. */
  private static final CompiledInterface STAGES =
      CompiledInterface.compile(
          "Stages",
          """
          @Network(input = {2, 9, 9})
          @Trainable(inputGradient = true)
          public interface Stages extends Classifier {
            @LocallyConnected(filters = 6, kernel = 3) @Relu Layer local();
            @Dense(value = 60, bias = false) Layer hidden();
            @BatchNorm @Relu Layer norm();
            @Dense(70) Layer wide();
            @Dense(7) Layer scores();
          }
          """);

  static Stream<Arguments> pathsAndImages() {
    return CompiledInterface.paths().stream()
        .flatMap(
            path ->
                Stream.of(FAST, STRICT)
                    .flatMap(
                        network ->
                            IntStream.of(1, 3, 4, 9, 25, 33)
                                .mapToObj(images -> Arguments.of(network, path, images))));
  }

  @ParameterizedTest
  @MethodSource("pathsAndImages")
  void theBitsAreThoseOfSingleImages(CompiledInterface network, VectorPath path, int images) {
    Classifier classifier = network.load(path, Weights.random(5));
    CompiledNetwork compiled = CompiledNetwork.of(classifier);
    Weights weights = compiled.weights();
    List<float[]> inputs = random(images, PIXELS, 1);
    List<float[]> targets = random(images, CLASSES, 2);
    TrainingRun each = new TrainingRun(compiled, weights);
    List<Float> losses = new ArrayList<>();
    List<float[]> derivatives = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      each.run(inputs.get(i), targets.get(i));
      losses.add(each.loss());
      derivatives.add(each.inputGradient());
    }
    BatchRun together = new BatchRun(compiled, weights);
    together.run(inputs, targets);
    Map<String, Tensor> wanted = each.gradients();
    together
        .gradients()
        .forEach(
            (name, sum) ->
                assertThat(sum.values()).as(name).containsExactly(wanted.get(name).values()));
    for (int i = 0; i < images; i++) {
      assertThat(together.loss(i)).isEqualTo(losses.get(i));
      assertThat(together.inputGradient(i)).containsExactly(derivatives.get(i));
    }
  }

  @Test
  void everyPathHasMicroBatches() {
    for (VectorPath path : CompiledInterface.paths()) {
      for (CompiledInterface network : List.of(FAST, STRICT, STAGES)) {
        Plan plan = CompiledNetwork.of(network.load(path, Weights.random(1))).training().plan();
        assertThat(plan.microBatches()).extracting(MicroBatchPlan::images).containsExactly(24, 4);
      }
    }
  }

  @Test
  void microBatchesEndWhereImagesExchange() {
    List<float[]> inputs = random(9, PIXELS, 1);
    List<float[]> targets = random(9, CLASSES, 2);
    List<Map<String, Tensor>> gradients = new ArrayList<>();
    for (VectorPath path : CompiledInterface.paths()) {
      CompiledNetwork network = CompiledNetwork.of(STAGES.load(path, Weights.random(5)));
      BatchRun run = new BatchRun(network, network.weights());
      run.run(inputs, targets);
      gradients.add(run.gradients());
    }
    for (Map<String, Tensor> other : gradients) {
      gradients
          .getFirst()
          .forEach(
              (name, sum) -> {
                float[] values = other.get(name).values();
                for (int i = 0; i < values.length; i++) {
                  assertThat(values[i]).as(name).isCloseTo(sum.values()[i], within(1e-3f));
                }
              });
    }
  }

  /** On scalars, since vectors are objects until the optimising compiler has been there. */
  @Test
  void microBatchesAllocateNothing() {
    CompiledNetwork network = CompiledNetwork.of(FAST.load(VectorPath.SCALAR, Weights.random(1)));
    Pass pass = network.training();
    MicroBatchRunner runner = new MicroBatchRunner(pass);
    float[][] arenas = Stream.generate(pass::newArena).limit(31).toArray(float[][]::new);
    PackedWeights packed = PackedWeights.allocate(pass.plan().weights());
    float[] gradients = pass.newGradients();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 50 && least > 0; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      runner.run(arenas, arenas.length, packed, gradients);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isZero();
  }

  private static List<float[]> random(int count, int size, long seed) {
    Random random = new Random(seed);
    List<float[]> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] values = new float[size];
      for (int k = 0; k < size; k++) {
        values[k] = (float) random.nextGaussian();
      }
      all.add(values);
    }
    return all;
  }
}
