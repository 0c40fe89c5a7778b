package dev.lathe.benchmarks.race;

import dev.lathe.runtime.WarmUp;
import java.lang.management.ManagementFactory;
import java.util.Map;

/**
 * What one JVM measured of one contest; times are microseconds of one call or one step.
 *
 * @param calls how many calls or steps were timed, of the side with fewer
 * @param kernelUs the kernels of a single layer alone; 0 for all else
 * @param gflops what the machine did in the turns between, in the median
 * @param gigabytes what the machine read a second in the turns between, in the median
 * @param together of training with threads: how many times as long a loop of multiply-adds took
 *     on two threads at once as on one; 1 on two processors, 2 on the two threads of one core. 0
 *     for all else
 * @param handoverNs of the same: from a thread's writing until another has read it, in the median;
 *     0 for all else
 * @param bytesPerCall what our side allocated in a call or step
 */
record Measurement(
    Contest.Subject subject,
    int calls,
    double oursUs,
    double oursP99Us,
    double peerUs,
    double peerP99Us,
    double kernelUs,
    double gflops,
    double gigabytes,
    double together,
    double handoverNs,
    double bytesPerCall,
    double warmUpMs,
    boolean settled,
    double peerStartMs,
    double difference,
    long multiplyAdds,
    long bytes,
    double load) {

  static final String OURS = "ours";
  static final String THEIRS = "theirs";
  static final String KERNELS = "kernels";
  static final String ARITHMETIC = "arithmetic";
  static final String BANDWIDTH = "bandwidth";
  static final String ALONE = "alone";
  static final String TOGETHER = "together";
  static final String HANDOVER = "handover";

  /** A part of the time goes by before anything counts. */
  private static final double WARM_UP_SHARE = 0.5;

  private static final int FEWEST_TURNS = 3;

  /**
   * Runs a contest.
   *
   * @param seconds for either side, after the warm-up
   * @param turnMillis how long a side runs before the other has its turn, at most
   */
  static Measurement of(Contest contest, Roof roof, double seconds, int turnMillis) {
    // Kernels are asked for their names before they are compiled: see LayerKernels.
    Map<String, Contestant> sides = Contest.contestants(contest, roof);
    WarmUp warmUp = contest.warmUp();
    long turn = (long) Math.min(turnMillis * 1e6, seconds * 1e9 / FEWEST_TURNS);
    rounds(sides, turn, WARM_UP_SHARE * seconds);
    sides.values().forEach(side -> side.latencies().clear());
    rounds(sides, turn, seconds);
    double steps = contest.stepsPerCall();
    Latencies ours = latencies(sides, OURS);
    Latencies theirs = latencies(sides, THEIRS);
    boolean hasKernels = sides.containsKey(KERNELS);
    boolean hasPair = sides.containsKey(TOGETHER);
    return new Measurement(
        contest.subject(),
        Math.min(ours.size(), theirs.size()),
        ours.microseconds(0.5) / steps,
        ours.microseconds(0.99) / steps,
        theirs.microseconds(0.5) / steps,
        theirs.microseconds(0.99) / steps,
        hasKernels ? latencies(sides, KERNELS).microseconds(0.5) : 0,
        hasKernels ? Roof.operations() / latencies(sides, ARITHMETIC).microseconds(0.5) / 1e3 : 0,
        hasKernels ? Roof.bytes() / latencies(sides, BANDWIDTH).microseconds(0.5) / 1e3 : 0,
        hasPair
            ? latencies(sides, TOGETHER).microseconds(0.5)
                / latencies(sides, ALONE).microseconds(0.5)
            : 0,
        hasPair ? latencies(sides, HANDOVER).microseconds(0.5) * 1e3 : 0,
        allocated(contest),
        warmUp.elapsed().toNanos() / 1e6,
        warmUp.settled(),
        contest.peerStartMillis(),
        contest.difference(),
        contest.multiplyAdds(),
        contest.bytes(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static Latencies latencies(Map<String, Contestant> sides, String side) {
    Contestant contestant = sides.get(side);
    if (contestant == null) {
      throw new IllegalStateException("Nobody ran " + side);
    }
    return contestant.latencies();
  }

  private static void rounds(Map<String, Contestant> sides, long turn, double seconds) {
    long rounds = Math.max(1, Math.round(seconds * 1e9 / turn));
    for (long i = 0; i < rounds; i++) {
      sides.values().forEach(side -> side.turn(turn));
    }
  }

  private static double allocated(Contest contest) {
    double bytes = contest.allocated();
    // What is compared afterwards is the last call of either.
    contest.theirs();
    return bytes;
  }
}
