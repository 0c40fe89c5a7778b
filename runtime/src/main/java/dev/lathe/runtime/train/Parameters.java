package dev.lathe.runtime.train;

import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.spi.Exchange;
import dev.lathe.runtime.spi.PackedWeights;
import dev.lathe.runtime.spi.Packer;
import dev.lathe.runtime.spi.Packing;
import dev.lathe.runtime.spi.Packing.Storage;
import dev.lathe.runtime.spi.ParameterSpec;
import dev.lathe.runtime.spi.Plan;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a network in training: all of them in one array, as the optimizer sees them,
 * and packed, as the training pass reads them. They are cut into one range a thread, each of which
 * can be updated without regard to the others.
 */
final class Parameters {

  private final List<ParameterSpec> specs;

  /** The learned ones first, in canonical order, and then the statistics. */
  private final float[] values;

  private final Map<String, Integer> offsets = new LinkedHashMap<>();
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
    int size = place(true, 0);
    this.values = new float[place(false, size)];
    this.gradients = new float[size];
    this.packed = PackedWeights.allocate(weightPacker.packing());
    this.ranges = new Range[threads];
    for (int i = 0; i < threads; i++) {
      int from = Evaluation.share(size, i, threads);
      int to = Evaluation.share(size, i + 1, threads);
      ranges[i] = range(from, to, weightPacker.packing(), gradientPacker.packing());
    }
    for (ParameterSpec spec : specs) {
      float[] tensor = initial.tensor(spec.name()).values();
      System.arraycopy(tensor, 0, values, offset(spec.name()), spec.size());
    }
    for (Range range : ranges) {
      pack(range);
    }
    // A pass that reads statistics does not change them: they are packed once.
    pack(range(size, values.length, weightPacker.packing(), gradientPacker.packing()));
  }

  /** Gives the tensors that are learned, or those that are not, their places; returns the end. */
  private int place(boolean learned, int begin) {
    int end = begin;
    for (ParameterSpec spec : specs) {
      if (spec.learned() == learned) {
        offsets.put(spec.name(), end);
        end = Math.addExact(end, spec.size());
      }
    }
    return end;
  }

  private Range range(int from, int to, Packing weights, Packing gradientSums) {
    return new Range(
        from,
        to,
        PackedRuns.of(weights, Storage.SEGMENT, offsets, from, to),
        PackedRuns.of(weights, Storage.ARRAY, offsets, from, to),
        PackedRuns.of(gradientSums, Storage.ARRAY, offsets, from, to));
  }

  private int offset(String name) {
    Integer offset = offsets.get(name);
    if (offset == null) {
      throw new IllegalArgumentException("The network has no " + name);
    }
    return offset;
  }

  /** How many are learned. */
  int size() {
    return gradients.length;
  }

  /** Lets a running statistic follow the means of a batch; without one nothing is done. */
  void observe(Exchange exchange, float[] means, int from, int images) {
    if (exchange.statistic().isEmpty()) {
      return;
    }
    double samples = (double) exchange.samples() * images;
    // A single sample says nothing about a variance.
    double momentum = samples == 1 ? 0 : exchange.momentum();
    double unbiased = samples > 1 ? samples / (samples - 1) : 1;
    int offset = offset(exchange.statistic());
    for (int i = 0; i < exchange.floats(); i++) {
      double old = values[offset + i];
      values[offset + i] = (float) ((1 - momentum) * old + momentum * unbiased * means[from + i]);
    }
  }

  /** Copies a running statistic. */
  void statistic(String name, float[] to, int at) {
    int offset = offset(name);
    for (ParameterSpec spec : specs) {
      if (spec.name().equals(name)) {
        System.arraycopy(values, offset, to, at, spec.size());
      }
    }
  }

  /** What the pass reads; it changes with every {@link #step}. */
  PackedWeights packed() {
    return packed;
  }

  /** The values as they are now. */
  Weights toWeights() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec spec : specs) {
      int offset = offset(spec.name());
      float[] tensor = Arrays.copyOfRange(values, offset, offset + spec.size());
      tensors.put(spec.name(), new Tensor(spec.shape(), tensor));
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
