package dev.lathe.benchmarks;

import dev.lathe.runtime.Classifier;
import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Weights;
import java.util.concurrent.TimeUnit;
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
 * The scores of one image: what {@link Classifier#scores(float[], float[])} takes, with the copies
 * of the image into the network's memory and of the scores out of it. It allocates nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class ForwardBenchmark {

  /** Whose scores. */
  @Param public SampleNetwork network = SampleNetwork.LENET_5;

  /** On which code: also 128, 256 or 512, see {@link Networks#load}. */
  @Param({"scalar", "best"})
  public String path = Networks.BEST;

  /** The test does without. */
  boolean warm = true;

  private Call call = (image, scores) -> {};
  private float[] image = {};
  private float[] scores = {};

  @FunctionalInterface
  private interface Call {
    void scores(float[] image, float[] scores);
  }

  /** Loads the network, and draws an image. */
  @Setup
  public void load() {
    CompiledNetwork loaded = Networks.load(network, path, Weights.random(1));
    image = Images.pixels(loaded.blueprint(), 1, 2);
    scores = new float[loaded.blueprint().outputSize()];
    // The auto-encoder is no Classifier; a session adds some nanoseconds for its guard.
    call = loaded instanceof Classifier classifier ? classifier::scores : sessionOf(loaded);
    if (warm) {
      loaded.warmUp();
    }
  }

  private static Call sessionOf(CompiledNetwork loaded) {
    return loaded.newSession()::scores;
  }

  /** The scores of one image. */
  @Benchmark
  public float[] scores() {
    call.scores(image, scores);
    return scores;
  }
}
