package dev.lathe.benchmarks.race;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.spi.Ends;
import dev.lathe.runtime.spi.PackedWeights;
import dev.lathe.runtime.spi.Packer;
import dev.lathe.runtime.spi.Packing;
import dev.lathe.runtime.spi.Pass;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The kernels of a single layer as they run between other layers: without those that bring the
 * user's image into the layer's memory order and its result back, which in a larger network run at
 * the two ends only.
 */
final class LayerKernels implements Contestant.Timed {

  /** What the compiler calls the kernels at the ends. */
  private static final Set<String> ENDS = Set.of("networkInput", "scoresOut");

  private final List<Pass.Kernel> kernels;
  private final boolean[] counts;
  private final float[] arena;
  private final PackedWeights weights;
  private final Ends ends = new Ends();
  private final float[] none = {};

  LayerKernels(CompiledNetwork network, float[] image) {
    Pass pass = network.inferencePass();
    kernels = pass.kernels();
    arena = pass.newArena();
    weights = PackedWeights.allocate(pass.plan().weights());
    float[][] stored =
        network.blueprint().parameters().stream()
            .map(parameter -> network.weights().tensor(parameter.name()).values())
            .toArray(float[][]::new);
    new Packer(pass.plan().weights(), network.blueprint().parameters()).pack(stored, weights);
    ends.open(image, 0, new float[network.blueprint().allOutputsSize()], 0);
    counts = new boolean[kernels.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = !ENDS.contains(name(kernels.get(i)));
    }
  }

  /**
   * A kernel knows its name only when it fails: without any memory all do, before they do anything.
   * Only before they are compiled: code of C2 that failed once leaves a trap behind in the profile
   * of the Vector API's own methods, and whatever is compiled later checks its indices one by one.
   */
  private static String name(Pass.Kernel kernel) {
    float[] empty = {};
    try {
      kernel.run(
          empty, PackedWeights.allocate(Packing.NONE).segment(), empty, empty, new Ends());
    } catch (IndexOutOfBoundsException e) {
      return Arrays.stream(e.getStackTrace())
          .filter(frame -> frame.getClassName().startsWith("dev.lathe.benchmarks.layers."))
          .map(StackTraceElement::getMethodName)
          .findFirst()
          .orElseThrow();
    }
    throw new IllegalStateException("A kernel does not touch its arena");
  }

  @Override
  public long run() {
    long nanoseconds = 0;
    for (int i = 0; i < counts.length; i++) {
      long begin = System.nanoTime();
      kernels.get(i).run(arena, weights.segment(), weights.array(), none, ends);
      if (counts[i]) {
        nanoseconds += System.nanoTime() - begin;
      }
    }
    return nanoseconds;
  }
}
