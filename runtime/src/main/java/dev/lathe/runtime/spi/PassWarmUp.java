package dev.lathe.runtime.spi;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls the kernels of a pass, in turns and each as often as it needs, until C2 has compiled them.
 * Whole passes would call all kernels as often as the one that needs the most calls, and those that
 * are already compiled again and again.
 *
 * <p>Every round starts with a new image and calls the kernels in the order of the pass, so that
 * each finds what it will find later and HotSpot sees the branches that are taken later. What is
 * compiled is called once a round; the rest for half a millisecond, so that C2, in threads of its
 * own, compiles one kernel while others run.
 */
public final class PassWarmUp {

  /**
   * What came of it.
   *
   * @param calls of all kernels together
   */
  public record Result(boolean settled, int kernels, long calls) {}

  /**
   * HotSpot inlines calls that lead to one or two kernels only, and then compiles none for itself.
   */
  private static final List<Pass.Kernel> DECOYS =
      List.of((_, _, _, _, _) -> {}, (_, _, _, _, _) -> {}, (_, _, _, _, _) -> {});

  /** Whole passes that allocate nothing, one after the other, which prove that all is compiled. */
  private static final int CLEAN_PASSES = 20;

  private static final long PAUSE_NANOS = 1_000_000;

  private final Pass pass;
  private final PackedWeights weights;
  private final Pass.WarmUpInput input;
  private final AllocationMeter meter = AllocationMeter.ofMachine();
  private final float[] arena;
  private final float[] gradients;
  private final Ends ends = new Ends();
  private final List<KernelHeat> kernels = new ArrayList<>();

  PassWarmUp(Pass pass, PackedWeights weights, Pass.WarmUpInput input) {
    this.pass = pass;
    this.weights = weights;
    this.input = input;
    this.arena = pass.newArena();
    this.gradients = pass.newGradients();
    pass.kernels().forEach(kernel -> kernels.add(new KernelHeat(kernel)));
  }

  Result run(long limit) {
    long begin = System.nanoTime();
    List<KernelHeat> decoys = DECOYS.stream().map(KernelHeat::new).toList();
    boolean settled = false;
    boolean again = false;
    while (!settled && System.nanoTime() - begin < limit) {
      decoys.forEach(this::slice);
      if (round()) {
        if (again) {
          settled = runsCleanly();
        } else {
          // From here on the compilers are idle.
          kernels.forEach(KernelHeat::countAgain);
          again = true;
        }
      }
    }
    return new Result(settled, kernels.size(), kernels.stream().mapToLong(KernelHeat::calls).sum());
  }

  /** One image through all kernels; returns whether all had settled before. */
  private boolean round() {
    boolean allSettled = true;
    boolean allWait = true;
    input.next(arena, ends);
    MemorySegment segment = weights.segment();
    for (KernelHeat kernel : kernels) {
      if (kernel.isSettled(System.nanoTime())) {
        kernel.once(arena, segment, weights.array(), gradients, ends);
      } else {
        allSettled = false;
        allWait &= kernel.isWaiting();
        slice(kernel);
      }
    }
    if (allWait && !allSettled) {
      // Where there is one processor only, the compiler needs it now.
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return allSettled;
  }

  private void slice(KernelHeat kernel) {
    kernel.slice(meter, arena, weights.segment(), weights.array(), gradients, ends);
  }

  /**
   * Runs whole passes. One that allocates has met a branch that HotSpot had not seen, and a kernel
   * went back to the interpreter.
   */
  private boolean runsCleanly() {
    for (int i = 0; i < CLEAN_PASSES; i++) {
      input.next(arena, ends);
      long allocated = meter.allocated();
      runPass();
      if (meter.allocated() != allocated) {
        kernels.forEach(KernelHeat::reset);
        return false;
      }
    }
    return true;
  }

  private void runPass() {
    if (pass.plan().input() == Plan.ABSENT) {
      pass.run(arena, weights, ends);
    } else {
      pass.run(arena, weights, gradients);
    }
  }
}
