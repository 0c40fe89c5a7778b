package dev.lathe.benchmarks;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.spi.PackedWeights;
import dev.lathe.runtime.spi.Packer;
import dev.lathe.runtime.spi.ParameterSpec;
import dev.lathe.runtime.spi.Pass;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
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
 * The generated training code alone, for one image: scores, loss, and the gradients of all
 * parameters added to their sums; with the copies of image and target into the pass's memory, and
 * without any update of the weights. It allocates nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class TrainingPassBenchmark {

  /** Whose gradients. */
  @Param public SampleNetwork network = SampleNetwork.LENET_5;

  /** On which code: also 128, 256 or 512, see {@link Networks#load}. */
  @Param({"scalar", "best"})
  public String path = Networks.BEST;

  /** The test does without. */
  boolean warm = true;

  private @Nullable Gradients gradients;

  /** Loads the network, and draws an image and its target. */
  @Setup
  public void load() {
    gradients = new Gradients(network, path, warm);
  }

  /** The gradients of one image, packed, added to those of all calls before. */
  @Benchmark
  public float[] gradients() {
    return Objects.requireNonNull(gradients).run();
  }

  /** The gradients as the parameters are stored: one array each. For the test. */
  float[][] unpacked() {
    return Objects.requireNonNull(gradients).unpacked();
  }

  /** A pass and its memory. */
  private static final class Gradients {

    private final List<ParameterSpec> parameters;
    private final Pass pass;
    private final Dataset data;
    private final PackedWeights weights;
    private final float[] arena;
    private final float[] sums;

    Gradients(SampleNetwork network, String path, boolean warm) {
      CompiledNetwork loaded = Networks.load(network, path, Weights.random(1));
      parameters = loaded.blueprint().parameters();
      if (warm) {
        loaded.warmUpTraining();
      }
      pass = loaded.training();
      data = Images.dataset(network, loaded.blueprint(), 1, 2);
      weights = PackedWeights.allocate(pass.plan().weights());
      float[][] stored = new float[parameters.size()][];
      for (int i = 0; i < stored.length; i++) {
        stored[i] = loaded.weights().tensor(parameters.get(i).name()).values();
      }
      new Packer(pass.plan().weights(), parameters).pack(stored, weights);
      arena = pass.newArena();
      sums = pass.newGradients();
    }

    float[] run() {
      data.copyImage(0, arena, pass.plan().input());
      data.copyTarget(0, arena, pass.plan().target());
      pass.run(arena, weights, sums);
      return sums;
    }

    float[][] unpacked() {
      float[][] stored = new float[parameters.size()][];
      for (int i = 0; i < stored.length; i++) {
        stored[i] = new float[parameters.get(i).size()];
      }
      new Packer(pass.plan().gradients(), parameters).unpackAdding(sums, stored);
      return stored;
    }
  }
}
