package dev.lathe.runtime.spi;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * One pass of a network over one image: forward only, or forward, loss and backward. A pass has no
 * state; it may run in many threads at once, each with an arena of its own (and, in training,
 * gradient sums of its own).
 */
public final class Pass {

  /**
   * A generated kernel. A pass calls its kernels through this interface, and not one after the
   * other in a method of theirs, so that HotSpot compiles each for itself: inlined into one method
   * small kernels used up C2's node limit (NodeCountInliningCutoff), and those that came last got
   * their slices and their vectors as objects, up to 10 KB a call.
   */
  @FunctionalInterface
  public interface Kernel {

    /**
     * Runs the kernel.
     *
     * @param a the arena, {@link Plan#arena} floats
     * @param w the packed weights that are streamed through the cache, aligned for vectors
     * @param k the other packed weights
     * @param g the packed gradient sums, which are added to; empty in a pass that makes none
     * @param e the caller's arrays; not open in a pass that finds its image in the arena
     */
    void run(float[] a, MemorySegment w, float[] k, float[] g, Ends e);
  }

  private static final float[] NO_GRADIENTS = {};

  /** Never opened: of passes that find and leave everything in their arena. */
  static final Ends CLOSED = new Ends();

  private final Plan plan;
  private final Kernel[] kernels;

  /** Those of micro-batches behind the others. */
  private final List<Kernel> allKernels;

  private final int gradientFloats;

  /** Where each stage's kernels end. */
  private final int[] stageEnds;

  /**
   * What stands behind each stage: nothing behind the last one. An array, since a walk through a
   * list makes an object until C2 has compiled it, and a pass is called much less often than its
   * kernels.
   */
  private final Exchange[][] exchanges;

  /**
   * A pass that runs {@code kernels} one after the other on memory laid out by {@code plan}; behind
   * them stand those of the plan's micro-batches.
   */
  public Pass(Plan plan, Kernel... kernels) {
    this.plan = Objects.requireNonNull(plan, "plan");
    this.allKernels = List.of(kernels);
    int ofMicroBatches =
        plan.microBatches().stream()
            .flatMap(each -> each.stretches().stream())
            .mapToInt(MicroBatchPlan.Stretch::begin)
            .min()
            .orElse(kernels.length);
    this.kernels = Arrays.copyOf(kernels, ofMicroBatches);
    this.gradientFloats = plan.gradients().arrayFloats();
    this.stageEnds =
        IntStream.concat(
                plan.exchanges().stream().mapToInt(Exchange::kernels).distinct(),
                IntStream.of(ofMicroBatches))
            .toArray();
    this.exchanges =
        IntStream.range(0, stageEnds.length)
            .mapToObj(
                stage ->
                    plan.exchanges().stream()
                        .filter(
                            each ->
                                stage + 1 < stageEnds.length && each.kernels() == stageEnds[stage])
                        .toArray(Exchange[]::new))
            .toArray(Exchange[][]::new);
  }

  /** Where the pass finds and leaves its data. */
  public Plan plan() {
    return plan;
  }

  /** Working memory for one image at a time, all zeros as the kernels expect it to start. */
  public float[] newArena() {
    return new float[plan.arena()];
  }

  /** Gradient sums for one thread, all zeros. */
  public float[] newGradients() {
    return new float[gradientFloats];
  }

  /**
   * Runs a pass that makes no gradients from the image to the scores of {@code ends}.
   *
   * @param arena of {@link #newArena}, kept from call to call
   * @throws IllegalArgumentException if the arena has not the size that the plan says; nothing has
   *     run then
   */
  public void run(float[] arena, PackedWeights weights, Ends ends) {
    check(arena, NO_GRADIENTS);
    MemorySegment segment = weights.segment();
    float[] array = weights.array();
    for (Kernel kernel : kernels) {
      kernel.run(arena, segment, array, NO_GRADIENTS, ends);
    }
  }

  /**
   * Runs the pass on the image (and the target) that lie in the arena, and leaves there what the
   * plan names.
   *
   * @param arena of {@link #newArena}, kept from call to call
   * @param gradients of {@link #newGradients}; this image's gradients are added to it
   * @throws IllegalArgumentException if a buffer has not the size that the plan says; nothing has
   *     run then
   */
  public void run(float[] arena, PackedWeights weights, float[] gradients) {
    check(arena, gradients);
    MemorySegment segment = weights.segment();
    float[] array = weights.array();
    if (stageEnds.length > 1) {
      runAlone(arena, weights, gradients);
      return;
    }
    for (Kernel kernel : kernels) {
      kernel.run(arena, segment, array, gradients, CLOSED);
    }
  }

  /**
   * How many stages the pass has: more than one if it has {@linkplain Plan#exchanges exchanges}.
   */
  public int stages() {
    return stageEnds.length;
  }

  /** The exchanges behind a stage, whose kernels end together. */
  public List<Exchange> exchangesBehind(int stage) {
    return List.of(exchanges[stage]);
  }

  /**
   * Runs the kernels of one stage; see {@link #run(float[], PackedWeights, float[])}. The exchanges
   * behind it are the caller's.
   */
  public void runStage(int stage, float[] arena, PackedWeights weights, float[] gradients) {
    runKernels(stageBegin(stage), stageEnds[stage], arena, weights, gradients);
  }

  int stageBegin(int stage) {
    return stage == 0 ? 0 : stageEnds[stage - 1];
  }

  int stageEnd(int stage) {
    return stageEnds[stage];
  }

  /** Runs the kernels {@code from} to {@code to - 1} on one image. */
  void runKernels(int from, int to, float[] arena, PackedWeights weights, float[] gradients) {
    check(arena, gradients);
    for (int i = from; i < to; i++) {
      kernels[i].run(arena, weights.segment(), weights.array(), gradients, CLOSED);
    }
  }

  /** Refuses buffers of other sizes than the plan says. */
  void check(float[] arena, float[] gradients) {
    if (arena.length != plan.arena()) {
      throw sizeMismatch("arena", arena.length, plan.arena());
    }
    if (gradients.length != gradientFloats) {
      throw sizeMismatch("gradient", gradients.length, gradientFloats);
    }
  }

  /** A batch of one image: the mean is the value. */
  private void runAlone(float[] arena, PackedWeights weights, float[] gradients) {
    for (int stage = 0; stage < stageEnds.length; stage++) {
      runStage(stage, arena, weights, gradients);
      for (Exchange exchange : exchanges[stage]) {
        System.arraycopy(arena, exchange.from(), arena, exchange.to(), exchange.floats());
      }
    }
  }

  /**
   * Calls kernels until HotSpot's optimising compiler has compiled them all, or the time is up. It
   * works on memory of its own.
   *
   * @param weights which the pass will run with, or similar ones
   * @param input puts what the pass will be given, or something similar, where it will find it:
   *     HotSpot compiles for the branches that it has seen
   * @param limit in nanoseconds
   */
  public PassWarmUp.Result warmUp(PackedWeights weights, WarmUpInput input, long limit) {
    return new PassWarmUp(this, weights, input).run(limit);
  }

  /** Brings what a pass is warmed up on. */
  @FunctionalInterface
  public interface WarmUpInput {

    /** Fills the arena's input and target if it has them, and else opens the ends. */
    void next(float[] arena, Ends ends);
  }

  /** In the order of their calls, for those who measure them one by one. */
  public List<Kernel> kernels() {
    return List.of(kernels);
  }

  /**
   * The same, and behind them those of the plan's micro-batches, which take memory of their own for
   * their arena.
   */
  public List<Kernel> allKernels() {
    return allKernels;
  }

  private static IllegalArgumentException sizeMismatch(String buffer, int actual, int planned) {
    return new IllegalArgumentException(
        "The "
            + buffer
            + " buffer has "
            + actual
            + " floats, but the pass was planned for "
            + planned);
  }
}
