package dev.lathe.benchmarks;

import dev.lathe.runtime.spi.Transposition;
import dev.lathe.runtime.vector.VectorTransposition;
import java.util.SplittableRandom;
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
 * Turning a map from the order of its callers, channel after channel, into that of kernels, all
 * channels of a position side by side: float by float, and by blocks in vector registers. It
 * allocates nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class TranspositionBenchmark {

  /** Of all maps where they are cold: several times a large last-level cache. */
  private static final int COLD_FLOATS = 1 << 26;

  /** Channels and positions. */
  @Param({"64x3136", "144x3136", "256x3136", "64x50176"})
  public String map = "64x3136";

  /** By what: vectors of 256 bits, as on all machines that have them, or none. */
  @Param({"scalar", "best"})
  public String path = Networks.BEST;

  /** Whether each call turns another map than the last ones, which no cache holds. */
  @Param({"false", "true"})
  public boolean cold;

  private int channels;
  private int positions;
  private boolean vectors;
  private float[][] from = {};
  private float[][] to = {};
  private int next;

  /** Draws the maps. */
  @Setup
  public void load() {
    int by = map.indexOf('x');
    channels = Integer.parseInt(map.substring(0, by));
    positions = Integer.parseInt(map.substring(by + 1));
    vectors = path.equals(Networks.BEST);
    int floats = channels * positions;
    int maps = cold ? Math.ceilDiv(COLD_FLOATS, 2 * floats) : 1;
    SplittableRandom random = new SplittableRandom(1);
    from = new float[maps][floats];
    to = new float[maps][floats];
    for (float[] image : from) {
      for (int i = 0; i < floats; i++) {
        image[i] = (float) random.nextDouble();
      }
    }
    next = 0;
  }

  /** A map turned. */
  @Benchmark
  public float[] turned() {
    float[] a = from[next];
    float[] b = to[next];
    next = (next + 1) % from.length;
    if (vectors) {
      VectorTransposition.copy(a, 0, positions, b, 0, channels, positions, channels);
    } else {
      Transposition.copy(a, 0, positions, b, 0, channels, positions, channels);
    }
    return b;
  }

  /** What the next call turns. For the test. */
  float[] next() {
    return from[next];
  }
}
