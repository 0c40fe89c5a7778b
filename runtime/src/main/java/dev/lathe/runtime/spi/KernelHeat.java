package dev.lathe.runtime.spi;

import java.lang.foreign.MemorySegment;

/**
 * One method on its way to C2, and all kernels that call it. HotSpot tells nobody when it has
 * compiled a method, but its kernels show it: in the interpreter and in C1's code every vector is
 * an object, in C2's none. A method without vectors allocates at no tier; it has been called often
 * enough for C2 when the thresholds below are reached, and is compiled when its time has stopped
 * falling.
 */
final class KernelHeat {

  /**
   * C2 compiles a method after 200 calls that led it to C1 and 5,000 profiled ones
   * (Tier3InvocationThreshold, Tier4InvocationThreshold), several times as many while others wait
   * for it (Tier4LoadFeedback). It looks at the counters every 1,024 calls, and while C1 is busy it
   * has a method run for a time without a profile.
   */
  private static final int MOST_CALLS = 20_000;

  /**
   * Loops bring it there earlier: after 600 profiled calls with 25 rounds each
   * (Tier4MinInvocationThreshold, Tier4CompileThreshold), or after 40,000 rounds
   * (Tier4BackEdgeThreshold), when a call is replaced on the stack and C2's code for the loop pulls
   * the method after it. A body is small, so that rounds can be told by the time that they take.
   */
  private static final long LOOPS_NANOS = 100_000_000;

  private static final int FEWEST_CALLS = 30;

  /** A slice is short, so that C2 compiles one kernel while others run. */
  private static final long SLICE_NANOS = 500_000;

  private static final int SLICE_CALLS = 250;

  /** Slices without any allocation that prove C2's code. */
  private static final int CLEAN_SLICES = 3;

  /** Slices with allocation that prove vectors: a first call allocates for other reasons, too. */
  private static final int BOXED_SLICES = 8;

  /**
   * As does so much in one of them. A long call is interpreted once, or not even to its end: C2's
   * code for its loop is there before.
   */
  private static final long BOXED_BYTES = 4 << 20;

  /** How long a time must have stood still, in nanoseconds: most compilations are shorter. */
  private static final long STILL = 150_000_000;

  private long calls;
  private long enoughAt;
  private long best = Long.MAX_VALUE;
  private long bestSince;
  private int clean;
  private int boxed;

  long calls() {
    return calls;
  }

  /** Calls one of the kernels for a while. */
  void slice(
      Pass.Kernel kernel,
      AllocationMeter meter,
      float[] a,
      MemorySegment w,
      float[] k,
      float[] g,
      Ends e) {
    long allocated = meter.allocated();
    long begin = System.nanoTime();
    int count = 0;
    long now;
    do {
      call(kernel, a, w, k, g, e);
      count++;
      now = System.nanoTime();
    } while (count < SLICE_CALLS && now - begin < SLICE_NANOS);
    calls += count;
    long bytes = meter.allocated() - allocated;
    if (bytes == 0) {
      clean++;
    } else {
      clean = 0;
      boxed += bytes < BOXED_BYTES ? 1 : BOXED_SLICES;
    }
    long time = (now - begin) / count;
    // A tenth less is no progress but noise.
    if (time < best - best / 10) {
      best = time;
      bestSince = now;
    }
  }

  /** Calls a kernel once, for what the next one reads. */
  void once(Pass.Kernel kernel, float[] a, MemorySegment w, float[] k, float[] g, Ends e) {
    call(kernel, a, w, k, g, e);
    calls++;
  }

  /** The one place that calls all kernels: HotSpot sees many at it, and inlines none. */
  private static void call(
      Pass.Kernel kernel, float[] a, MemorySegment w, float[] k, float[] g, Ends e) {
    kernel.run(a, w, k, g, e);
  }

  /** Has it prove itself again. */
  void reset() {
    clean = 0;
  }

  /**
   * Counts the calls anew, unless it was vectors that told. While C2 has much to do, HotSpot runs a
   * method without a profile, and calls of that time do not bring it nearer to C2.
   */
  void countAgain() {
    enoughAt = calls;
    bestSince = System.nanoTime();
  }

  /** Whether it is C2's turn, and more calls only take its time. */
  boolean isWaiting() {
    return boxed < BOXED_SLICES && calls - enoughAt >= callsNeeded();
  }

  /** Whether C2's code runs. */
  boolean isSettled(long now) {
    boolean isStill = isWaiting() && now - bestSince > STILL;
    return clean >= CLEAN_SLICES && (boxed >= BOXED_SLICES || isStill);
  }

  private long callsNeeded() {
    return Math.clamp(LOOPS_NANOS / Math.max(1, best), FEWEST_CALLS, MOST_CALLS);
  }
}
