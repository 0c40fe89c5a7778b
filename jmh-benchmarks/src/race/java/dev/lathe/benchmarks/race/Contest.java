package dev.lathe.benchmarks.race;

import dev.lathe.runtime.WarmUp;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two that do the same work, in one process and in turns: whatever else the machine does meanwhile
 * meets both alike, and a turn is long enough that each finds its own code and data in the caches
 * again.
 */
interface Contest extends AutoCloseable {

  /** What is compared. */
  record Subject(String name, Group group, String peer, String peerVersion, String path) {}

  /** Kinds of work. */
  enum Group {
    NETWORK,
    LAYER,
    FILE,
    FILE_THREADS,
    TRAINING,
    THREADS
  }

  Subject subject();

  /** Brings our code to the optimising compiler. */
  WarmUp warmUp();

  /**
   * Milliseconds that the peer took until it could run: to load or to optimise its model; of a
   * training, what a run takes beside its steps.
   */
  double peerStartMillis();

  /** One call of ours. */
  void ours();

  /** One call of the peer's. */
  void theirs();

  /**
   * The largest difference between the results of the last call of either.
   *
   * @throws IllegalStateException if it is too large
   */
  double difference();

  /** How many multiplications and additions a call takes, in pairs; 0 if that is not the point. */
  long multiplyAdds();

  /** How many bytes a call has to read and write at least: input, weights and output. */
  long bytes();

  /** Times the kernels of a single layer alone, without the reordering of its input and output. */
  default Contestant.@Nullable Timed kernels() {
    return null;
  }

  /** How many steps one call is, if what is timed are calls. */
  default int stepsPerCall() {
    return 1;
  }

  /** Times our side: its calls, or if a call is much more, its steps. */
  default Contestant timedOurs() {
    return Contestant.of(this::ours);
  }

  /** Times the peer in the same way. */
  default Contestant timedTheirs() {
    return Contestant.of(this::theirs);
  }

  /** How many bytes our side allocates in a step. */
  default double allocated() {
    return Allocations.ofCalls(this::ours) / stepsPerCall();
  }

  @Override
  void close();

  /** All sides of a contest by name; more than two where kernels or roofs are measured, too. */
  static Map<String, Contestant> contestants(Contest contest, Roof roof) {
    Map<String, Contestant> sides = new LinkedHashMap<>();
    sides.put(Measurement.OURS, contest.timedOurs());
    sides.put(Measurement.THEIRS, contest.timedTheirs());
    if (contest.subject().group() == Group.THREADS) {
      Pair pair = new Pair(roof);
      sides.put(Measurement.ALONE, Contestant.of(pair::alone));
      sides.put(Measurement.TOGETHER, Contestant.of(pair::together));
      sides.put(Measurement.HANDOVER, Contestant.timed(pair::handover));
    }
    Contestant.Timed kernels = contest.kernels();
    if (kernels != null) {
      sides.put(Measurement.KERNELS, Contestant.timed(kernels));
      sides.put(Measurement.ARITHMETIC, Contestant.of(roof::arithmetic));
      sides.put(Measurement.BANDWIDTH, Contestant.of(roof::bandwidth));
    }
    return sides;
  }
}
