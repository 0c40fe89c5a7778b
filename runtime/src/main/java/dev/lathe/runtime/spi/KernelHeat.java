package dev.lathe.runtime.spi;

import java.lang.foreign.MemorySegment;

/**
 * One kernel on its way to C2. HotSpot tells nobody when it has compiled a method, but a kernel
 * shows it: in the interpreter and in C1's code every vector is an object, in C2's none. A kernel
 * without vectors allocates at no tier; it has been called often enough for C2 when the thresholds
 * below are reached, and is compiled when its time has stopped falling.
 */
final class KernelHeat {

  /**
   * C2 compiles a method after 200 calls that led it to C1 and 5,000 profiled ones
   * (Tier3InvocationThreshold, Tier4InvocationThreshold). It looks at the counters every 1,024
   * calls, and while C1 is busy it has a method run for a time without a profile.
   */
  private static final int CALLS_WITHOUT_LOOPS = 8_000;

  /**
   * And after 600 profiled calls if they went round loops 15,000 times, with 25 rounds a call
   * (Tier4MinInvocationThreshold, Tier4CompileThreshold).
   */
  private static final int CALLS_WITH_LOOPS = 1_100;

  /**
   * And after about 100 calls if one call alone is replaced on the stack: C2's code for the loop
   * pulls the method after it.
   */
  private static final int CALLS_WITH_LONG_LOOPS = 150;

  /** What takes longer than this, in nanoseconds, goes round loops, and round long ones. */
  private static final long LOOPS = 100_000;

  private static final long LONG_LOOPS = 1_000_000;

  /** A slice is short, so that C2 compiles one kernel while others run. */
  private static final long SLICE_NANOS = 500_000;

  private static final int SLICE_CALLS = 250;

  /** Slices without any allocation that prove C2's code. */
  private static final int CLEAN_SLICES = 3;

  /** Slices with allocation that prove vectors: a first call allocates for other reasons, too. */
  private static final int BOXED_SLICES = 8;

  /** How long a time must have stood still, in nanoseconds: most compilations are shorter. */
  private static final long STILL = 60_000_000;

  private final Pass.Kernel kernel;
  private long calls;
  private long enoughAt;
  private long best = Long.MAX_VALUE;
  private long bestSince;
  private int clean;
  private int boxed;

  KernelHeat(Pass.Kernel kernel) {
    this.kernel = kernel;
  }

  long calls() {
    return calls;
  }

  /** Calls the kernel for a while. */
  void slice(AllocationMeter meter, float[] a, MemorySegment w, float[] k, float[] g, Ends e) {
    long allocated = meter.allocated();
    long begin = System.nanoTime();
    int count = 0;
    long now;
    do {
      call(a, w, k, g, e);
      count++;
      now = System.nanoTime();
    } while (count < SLICE_CALLS && now - begin < SLICE_NANOS);
    calls += count;
    if (meter.allocated() == allocated) {
      clean++;
    } else {
      clean = 0;
      boxed++;
    }
    long time = (now - begin) / count;
    // A tenth less is no progress but noise.
    if (time < best - best / 10) {
      best = time;
      bestSince = now;
    }
  }

  /** Calls the kernel once, for what the next one reads. */
  void once(float[] a, MemorySegment w, float[] k, float[] g, Ends e) {
    call(a, w, k, g, e);
    calls++;
  }

  /** The one place that calls all kernels: HotSpot sees many at it, and inlines none. */
  private void call(float[] a, MemorySegment w, float[] k, float[] g, Ends e) {
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

  private int callsNeeded() {
    if (best > LONG_LOOPS) {
      return CALLS_WITH_LONG_LOOPS;
    }
    return best > LOOPS ? CALLS_WITH_LOOPS : CALLS_WITHOUT_LOOPS;
  }
}
