package dev.lathe.runtime.train;

import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.spi.PackedWeights;
import dev.lathe.runtime.spi.Packer;
import dev.lathe.runtime.spi.Packing.Storage;
import dev.lathe.runtime.spi.ParameterSpec;
import dev.lathe.runtime.spi.Plan;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a network in training: all of them in one array in canonical order, as the
 * optimizer sees them, and packed, as the training pass reads them. They are cut into one range a
 * thread, each of which can be updated without regard to the others.
 */
final class Parameters {

  private final List<ParameterSpec> specs;
  private final float[] values;
  private final float[] gradients;
  private final PackedWeights packed;
  private final Range[] ranges;

  /** A range of the parameters, and where it lies in the packed weights and gradients. */
  private record Range(
      int from, int to, PackedRuns segment, PackedRuns array, PackedRuns gradient) {}

  Parameters(List<ParameterSpec> specs, Plan plan, Weights initial, int threads) {
    this.specs = specs;
    // Its constructor checks that every copy stays in its parameter and in its buffer.
    Packer weightPacker = new Packer(plan.weights(), specs);
    Packer gradientPacker = new Packer(plan.gradients(), specs);
    Map<String, Integer> offsets = new LinkedHashMap<>();
    int size = 0;
    for (ParameterSpec spec : specs) {
      offsets.put(spec.name(), size);
      size = Math.addExact(size, spec.size());
    }
    this.values = new float[size];
    this.gradients = new float[size];
    this.packed = PackedWeights.allocate(weightPacker.packing());
    this.ranges = new Range[threads];
    for (int i = 0; i < threads; i++) {
      int from = Evaluation.share(size, i, threads);
      int to = Evaluation.share(size, i + 1, threads);
      ranges[i] =
          new Range(
              from,
              to,
              PackedRuns.of(weightPacker.packing(), Storage.SEGMENT, offsets, from, to),
              PackedRuns.of(weightPacker.packing(), Storage.ARRAY, offsets, from, to),
              PackedRuns.of(gradientPacker.packing(), Storage.ARRAY, offsets, from, to));
    }
    int offset = 0;
    for (ParameterSpec spec : specs) {
      System.arraycopy(initial.tensor(spec.name()).values(), 0, values, offset, spec.size());
      offset += spec.size();
    }
    for (Range range : ranges) {
      pack(range);
    }
  }

  int size() {
    return values.length;
  }

  /** What the pass reads; it changes with every {@link #step}. */
  PackedWeights packed() {
    return packed;
  }

  /** The values as they are now. */
  Weights toWeights() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    int offset = 0;
    for (ParameterSpec spec : specs) {
      int end = offset + spec.size();
      float[] tensor = Arrays.copyOfRange(values, offset, end);
      tensors.put(spec.name(), new Tensor(spec.shape(), tensor));
      offset = end;
    }
    return Weights.of(tensors);
  }

  /**
   * Adds up the threads' gradient sums, in the threads' order so that the result does not depend on
   * who is quick, and changes and packs one thread's range of the parameters.
   *
   * @param sums packed gradient sums, one array a thread
   * @param images how many images they are sums over
   */
  void step(
      int thread,
      float[][] sums,
      int images,
      Optimizer.Updater updater,
      long step,
      float learningRate) {
    Range range = ranges[thread];
    Arrays.fill(gradients, range.from(), range.to(), 0);
    for (float[] sum : sums) {
      range.gradient().addTo(gradients, sum);
    }
    float scale = 1f / images;
    for (int i = range.from(); i < range.to(); i++) {
      gradients[i] *= scale;
    }
    updater.update(step, learningRate, values, gradients, range.from(), range.to());
    pack(range);
  }

  private void pack(Range range) {
    range.segment().pack(values, packed.segment());
    range.array().pack(values, packed.array());
  }
}
