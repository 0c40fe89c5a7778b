package dev.lathe.benchmarks;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Session;
import dev.lathe.runtime.Weights;
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
 * A single layer: what one call takes, with the copies of the image into the network's memory and
 * order, and of the result out of it. It allocates nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class LayerBenchmark {

  /** Which layer. */
  @Param public SingleLayer layer = SingleLayer.CONV_3X3_64_AT_56;

  /** On which code: also 128, 256 or 512, see {@link Networks#load}. */
  @Param({"scalar", "best"})
  public String path = Networks.BEST;

  /** The test does without. */
  boolean warm = true;

  private @Nullable Session session;
  private float[] image = {};
  private float[] scores = {};

  /** Loads the network, and draws an image. */
  @Setup
  public void load() {
    CompiledNetwork loaded = Networks.load(layer, path, Weights.random(1));
    image = Images.pixels(loaded.blueprint(), 1, 2);
    scores = new float[loaded.blueprint().outputSize()];
    session = loaded.newSession();
    if (warm) {
      loaded.warmUp();
    }
  }

  /** The layer's result for one image. */
  @Benchmark
  public float[] scores() {
    Objects.requireNonNull(session).scores(image, scores);
    return scores;
  }
}
