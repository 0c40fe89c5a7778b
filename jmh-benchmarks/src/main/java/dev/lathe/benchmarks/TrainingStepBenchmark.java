package dev.lathe.benchmarks;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.train.Sgd;
import dev.lathe.runtime.train.TrainingStep;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One step of a trainer with one thread: the gradients of a mini-batch, the update by gradient
 * descent with momentum, and the weights packed again. The figures are for a batch, not for an
 * image. It allocates nothing.
 *
 * <p>The learning rate is 0: the arithmetic is the same, but the weights stay as they are, so that
 * the last call has the same work as the first, and neither denormals nor infinities come up.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class TrainingStepBenchmark {

  private static final int IMAGES = 512;

  /** Which network learns. */
  @Param public SampleNetwork network = SampleNetwork.LENET_5;

  /** On which code: also 128, 256 or 512, see {@link Networks#load}. */
  @Param({"scalar", "best"})
  public String path = Networks.BEST;

  /** How many images a step sees; a divisor of 512. */
  @Param({"1", "64"})
  public int batch = 1;

  /** The test's is not 0. */
  float learningRate;

  /** The test does without. */
  boolean warm = true;

  private @Nullable TrainingStep step;
  private int[] order = {};
  private int next;

  /** Loads the network, and draws 512 images and their targets. */
  @Setup
  public void load() {
    CompiledNetwork loaded = Networks.load(network, path, Weights.random(1));
    Dataset data = Images.dataset(network, loaded.blueprint(), IMAGES, 2);
    step = TrainingStep.of(loaded, data, Sgd.withMomentum(0.9f));
    order = IntStream.range(0, IMAGES).toArray();
    next = 0;
    if (warm) {
      loaded.warmUpTraining();
    }
  }

  /** A step; its result is the loss. */
  @Benchmark
  public double step() {
    int begin = next;
    next = (begin + batch) % IMAGES;
    return Objects.requireNonNull(step).run(order, begin, begin + batch, learningRate);
  }

  /** The weights after the steps so far. For the test. */
  Weights weights() {
    return Objects.requireNonNull(step).weights();
  }
}
