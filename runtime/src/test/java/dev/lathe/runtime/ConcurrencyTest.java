package dev.lathe.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.runtime.fake.FakeDense;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One network, many threads, and weights that change under them. */
@Timeout(60)
class ConcurrencyTest {

  private static final int SETS = 5;
  private static final int SWAPS = 4_000;

  /**
   * In set s all parameters are s + 1: the weights are in the segment, the bias is in the array.
   */
  private static Weights set(int s) {
    float[] weight = new float[12];
    Arrays.fill(weight, s + 1);
    return CompiledNetworkTest.weights(weight, s + 1, s + 1, s + 1);
  }

  @Test
  void everyCallSeesExactlyOneSetOfWeights() throws Exception {
    FakeDense network = Lathe.load(FakeDense.class, set(0));
    AtomicBoolean done = new AtomicBoolean();
    int[] seen = hammer(network, Executors.newFixedThreadPool(8), 8, done);
    assertThat(seen).as("how often each set was seen").hasSize(SETS).doesNotContain(0);
  }

  @Test
  void virtualThreadsHaveArenasOfTheirOwn() throws Exception {
    FakeDense network = Lathe.load(FakeDense.class, set(0));
    hammer(network, Executors.newVirtualThreadPerTaskExecutor(), 50, new AtomicBoolean());
  }

  private static int[] hammer(
      FakeDense network, ExecutorService executor, int workers, AtomicBoolean done)
      throws Exception {
    CompiledNetwork compiled = CompiledNetwork.of(network);
    try (executor) {
      List<Future<int[]>> results = new ArrayList<>();
      for (int worker = 0; worker < workers; worker++) {
        boolean ownSession = worker % 2 == 0;
        int scale = worker + 1;
        Callable<int[]> task =
            () ->
                ownSession ? throughSession(compiled, scale, done) : directly(network, scale, done);
        results.add(executor.submit(task));
      }
      try {
        for (int swap = 0; swap < SWAPS; swap++) {
          compiled.swap(set(swap % SETS));
          if (swap % 64 == 0) {
            Thread.sleep(1); // on few cores the workers want a turn with every set
          }
        }
      } finally {
        done.set(true);
      }
      int[] seen = new int[SETS];
      for (Future<int[]> result : results) {
        int[] counts = result.get();
        for (int s = 0; s < SETS; s++) {
          seen[s] += counts[s];
        }
      }
      return seen;
    }
  }

  private static int[] directly(FakeDense network, int scale, AtomicBoolean done) {
    float[] images = images(scale);
    float[] scores = new float[6];
    int[] counts = new int[SETS];
    do {
      network.scores(images, 2, scores);
      counts[setOf(scores, scale)]++;
      Thread.yield();
    } while (!done.get());
    return counts;
  }

  private static int[] throughSession(CompiledNetwork network, int scale, AtomicBoolean done) {
    Session session = network.newSession();
    float[] images = images(scale);
    float[] scores = new float[6];
    int[] counts = new int[SETS];
    do {
      session.scores(images, 2, scores);
      counts[setOf(scores, scale)]++;
      Thread.yield();
    } while (!done.get());
    return counts;
  }

  /** Two images of ones times the scale, so that a thread would notice another one's image. */
  private static float[] images(int scale) {
    float[] images = new float[8];
    Arrays.fill(images, scale);
    return images;
  }

  /** All six scores are {@code (s + 1) (4 scale + 1)} for one and the same s. */
  private static int setOf(float[] scores, int scale) {
    int set = Math.round(scores[0] / (4 * scale + 1)) - 1;
    assertThat(set).isBetween(0, SETS - 1);
    assertThat(scores).containsOnly((set + 1) * (4f * scale + 1));
    return set;
  }

  @Test
  void aSessionThatIsSharedSaysSo() throws Exception {
    CompiledNetwork compiled = CompiledNetwork.of(Lathe.load(FakeDense.class, set(0)));
    Session session = compiled.newSession();
    int count = 10_000;
    AtomicInteger refused = new AtomicInteger();
    Callable<Boolean> task =
        () -> {
          float[] images = new float[4 * count];
          float[] scores = new float[3 * count];
          for (int attempt = 0; attempt < 2_000 && refused.get() == 0; attempt++) {
            try {
              session.scores(images, count, scores);
            } catch (ConcurrentModificationException e) {
              assertThat(e).hasMessageContaining("newSession");
              refused.incrementAndGet();
            }
          }
          return true;
        };
    try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
      for (Future<Boolean> result : executor.invokeAll(List.of(task, task, task, task))) {
        result.get();
      }
    }
    assertThat(refused.get()).isPositive();
    assertThat(session.scores(new float[4])).containsOnly(1);
  }
}
