package dev.lathe.runtime.spi;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls the kernels of a pass, in turns and each as often as it needs, until C2 has compiled them.
 * Whole passes would call all kernels as often as the one that needs the most calls, and those that
 * are already compiled again and again.
 *
 * <p>Kernels of one class are one method with other offsets, which HotSpot compiles once: what the
 * calls of one of them prove holds for all. The blocks of a large map are dozens of such kernels of
 * a millisecond each; when each was to be called often enough by itself, that took minutes.
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
   * @param cold the kernels that did not settle, by their places among {@link Pass#allKernels()},
   *     from 0
   * @param unsettled what did not settle, in words: kernels by their places and classes, those of
   *     one method once, or {@link #WHOLE_PASS}; empty if all settled
   */
  public record Result(
      boolean settled, int kernels, long calls, List<Integer> cold, List<String> unsettled) {
    public Result {
      cold = List.copyOf(cold);
      unsettled = List.copyOf(unsettled);
    }
  }

  /** What did not settle where passes allocate whose kernels do not. */
  static final String WHOLE_PASS = "the whole pass";

  /**
   * HotSpot inlines calls that lead to one or two kernels only, and then compiles none for itself.
   */
  private static final List<Pass.Kernel> DECOYS =
      List.of((_, _, _, _, _) -> {}, (_, _, _, _, _) -> {}, (_, _, _, _, _) -> {});

  /** Whole passes that allocate nothing, one after the other, which prove that all is compiled. */
  private static final int CLEAN_PASSES = 20;

  /** That many do where passes are long. */
  private static final int FEWEST_CLEAN_PASSES = 3;

  private static final long CLEAN_NANOS = 100_000_000;

  private static final long PAUSE_NANOS = 1_000_000;

  private final Pass pass;
  private final PackedWeights weights;
  private final Pass.WarmUpInput input;
  private final AllocationMeter meter = AllocationMeter.ofMachine();
  private final float[] arena;
  private final float[] gradients;
  private final Ends ends = new Ends();
  private final Map<Class<?>, KernelHeat> heats = new HashMap<>();
  private final List<Call> calls = new ArrayList<>();

  /** A kernel, the memory that it works on, and the heat of its method. */
  private record Call(Pass.Kernel kernel, float[] memory, KernelHeat heat) {

    /** The class that generated code is in, without the name that HotSpot gives to a lambda. */
    String owner() {
      String name = kernel.getClass().getName().replaceFirst("\\$\\$Lambda.*", "");
      return name.substring(name.lastIndexOf('.') + 1);
    }
  }

  PassWarmUp(Pass pass, PackedWeights weights, Pass.WarmUpInput input) {
    this.pass = pass;
    this.weights = weights;
    this.input = input;
    this.arena = pass.newArena();
    this.gradients = pass.newGradients();
    pass.kernels().forEach(kernel -> calls.add(callOf(kernel, arena)));
    for (MicroBatchPlan microBatch : pass.plan().microBatches()) {
      float[] memory = new float[microBatch.floats()];
      for (MicroBatchPlan.Stretch stretch : microBatch.stretches()) {
        pass.allKernels()
            .subList(stretch.begin(), stretch.end())
            .forEach(kernel -> calls.add(callOf(kernel, memory)));
      }
    }
  }

  private Call callOf(Pass.Kernel kernel, float[] memory) {
    return new Call(
        kernel, memory, heats.computeIfAbsent(kernel.getClass(), _ -> new KernelHeat()));
  }

  Result run(long limit) {
    long begin = System.nanoTime();
    List<Call> decoys =
        DECOYS.stream().map(decoy -> new Call(decoy, arena, new KernelHeat())).toList();
    boolean settled = false;
    boolean again = false;
    while (!settled && System.nanoTime() - begin < limit) {
      decoys.forEach(this::slice);
      if (round()) {
        if (again) {
          settled = runsCleanly(begin, limit);
        } else {
          // From here on the compilers are idle.
          heats.values().forEach(KernelHeat::countAgain);
          again = true;
        }
      }
    }
    long made = heats.values().stream().mapToLong(KernelHeat::calls).sum();
    if (settled) {
      return new Result(true, calls.size(), made, List.of(), List.of());
    }
    List<Call> cold = cold();
    return new Result(
        false, calls.size(), made, cold.stream().map(this::place).toList(), names(cold));
  }

  private List<Call> cold() {
    long now = System.nanoTime();
    return calls.stream().filter(call -> !call.heat().isSettled(now)).toList();
  }

  private int place(Call call) {
    return pass.allKernels().indexOf(call.kernel());
  }

  private List<String> names(List<Call> cold) {
    Set<KernelHeat> named = new HashSet<>();
    return cold.isEmpty()
        ? List.of(WHOLE_PASS)
        : cold.stream()
            .filter(call -> named.add(call.heat()))
            .map(call -> "kernel %d of %s".formatted(place(call) + 1, call.owner()))
            .toList();
  }

  /** One image through all kernels; returns whether all had settled before. */
  private boolean round() {
    boolean allSettled = true;
    boolean allWait = true;
    input.next(arena, ends);
    MemorySegment segment = weights.segment();
    for (Call call : calls) {
      if (call.heat().isSettled(System.nanoTime())) {
        call.heat().once(call.kernel(), call.memory(), segment, weights.array(), gradients, ends);
      } else {
        allSettled = false;
        allWait &= call.heat().isWaiting();
        slice(call);
      }
    }
    if (allWait && !allSettled) {
      // Where there is one processor only, the compiler needs it now.
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return allSettled;
  }

  private void slice(Call call) {
    call.heat()
        .slice(
            call.kernel(),
            meter,
            call.memory(),
            weights.segment(),
            weights.array(),
            gradients,
            ends);
  }

  /**
   * Runs whole passes until some in a row allocate nothing. Where one allocates, a kernel has met a
   * branch that HotSpot had not seen, and went back to the interpreter; or else the pass itself is
   * not compiled yet, which only more of them can change.
   *
   * @return false if a kernel has to prove itself again, or the time is up
   */
  private boolean runsCleanly(long begin, long limit) {
    int clean = 0;
    long cleanSince = System.nanoTime();
    while (clean < CLEAN_PASSES
        && (clean < FEWEST_CLEAN_PASSES || System.nanoTime() - cleanSince < CLEAN_NANOS)) {
      input.next(arena, ends);
      long allocated = meter.allocated();
      runPass();
      clean++;
      if (meter.allocated() != allocated) {
        if (resetAllocating() || System.nanoTime() - begin >= limit) {
          return false;
        }
        clean = 0;
        cleanSince = System.nanoTime();
      }
    }
    return true;
  }

  /** Has the kernels prove themselves again that allocate, and tells whether any do. */
  private boolean resetAllocating() {
    boolean any = false;
    input.next(arena, ends);
    MemorySegment segment = weights.segment();
    for (Call call : calls) {
      long allocated = meter.allocated();
      call.heat().once(call.kernel(), call.memory(), segment, weights.array(), gradients, ends);
      if (meter.allocated() != allocated) {
        call.heat().reset();
        any = true;
      }
    }
    return any;
  }

  private void runPass() {
    if (pass.plan().input() == Plan.ABSENT) {
      pass.run(arena, weights, ends);
    } else {
      pass.run(arena, weights, gradients);
    }
  }
}
