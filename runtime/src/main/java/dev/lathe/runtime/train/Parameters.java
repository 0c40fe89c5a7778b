package dev.lathe.runtime.train;

import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.spi.PackedWeights;
import dev.lathe.runtime.spi.Packer;
import dev.lathe.runtime.spi.Packing.Storage;
import dev.lathe.runtime.spi.ParameterSpec;
import dev.lathe.runtime.spi.Plan;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a network in training: all of them in one array in canonical order, as the
 * optimizer sees them, and packed, as the training pass reads them.
 */
final class Parameters {

  private final List<ParameterSpec> specs;
  private final float[] values;
  private final float[] gradients;
  private final PackedWeights packed;
  private final PackedIndex segmentIndex;
  private final PackedIndex arrayIndex;
  private final PackedIndex gradientIndex;

  Parameters(List<ParameterSpec> specs, Plan plan, Weights initial) {
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
    this.segmentIndex = PackedIndex.of(weightPacker.packing(), Storage.SEGMENT, offsets);
    this.arrayIndex = PackedIndex.of(weightPacker.packing(), Storage.ARRAY, offsets);
    this.gradientIndex = PackedIndex.of(gradientPacker.packing(), Storage.ARRAY, offsets);
    for (ParameterSpec spec : specs) {
      int offset = offsets.getOrDefault(spec.name(), 0);
      System.arraycopy(initial.tensor(spec.name()).values(), 0, values, offset, spec.size());
    }
    pack(0, size);
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
      float[] tensor = new float[spec.size()];
      System.arraycopy(values, offset, tensor, 0, tensor.length);
      tensors.put(spec.name(), new Tensor(spec.shape(), tensor));
      offset += tensor.length;
    }
    return Weights.of(tensors);
  }

  /**
   * Adds up the threads' gradient sums, in the threads' order so that the result does not depend on
   * who is quick, and changes and packs a range of the parameters.
   *
   * @param sums packed gradient sums, one array a thread
   * @param images how many images they are sums over
   */
  void step(
      float[][] sums,
      int images,
      Optimizer.Updater updater,
      long step,
      float learningRate,
      int from,
      int to) {
    sum(sums, 1f / images, from, to);
    updater.update(step, learningRate, values, gradients, from, to);
    pack(from, to);
  }

  private void sum(float[][] sums, float scale, int from, int to) {
    for (int i = from; i < to; i++) {
      gradients[i] = 0;
    }
    int[] stored = gradientIndex.stored();
    int[] place = gradientIndex.packed();
    int begin = gradientIndex.from(from);
    int end = gradientIndex.from(to);
    for (float[] thread : sums) {
      for (int i = begin; i < end; i++) {
        gradients[stored[i]] += thread[place[i]];
      }
    }
    for (int i = from; i < to; i++) {
      gradients[i] *= scale;
    }
  }

  private void pack(int from, int to) {
    MemorySegment segment = packed.segment();
    int segmentEnd = segmentIndex.from(to);
    for (int i = segmentIndex.from(from); i < segmentEnd; i++) {
      float value = values[segmentIndex.stored()[i]];
      segment.setAtIndex(PackedWeights.LAYOUT, segmentIndex.packed()[i], value);
    }
    float[] array = packed.array();
    int arrayEnd = arrayIndex.from(to);
    for (int i = arrayIndex.from(from); i < arrayEnd; i++) {
      array[arrayIndex.packed()[i]] = values[arrayIndex.stored()[i]];
    }
  }
}
