package dev.lathe.runtime.train;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.VectorPath;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.spi.Exchange;
import dev.lathe.runtime.spi.PackedWeights;
import dev.lathe.runtime.spi.Packer;
import dev.lathe.runtime.spi.Packing;
import dev.lathe.runtime.spi.Packing.Storage;
import dev.lathe.runtime.spi.ParameterSpec;
import dev.lathe.runtime.spi.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parameters of a network in training: all of them in one array, as the optimizer sees them and
 * as the training pass reads most of them, and packed copies of the others. Threads work on one
 * range each: first all update, then all pack.
 */
final class Parameters {

  private final List<ParameterSpec> specs;
  private final TrainingOrder order;

  /** Its array has the parameters as well. */
  private final PackedWeights packed;

  private final float[] values;
  private final int threads;
  private final MovedCells moved;
  private final WeightGather arrayGather;
  private final WeightGather segmentGather;

  /** The network's parameters as they are now, for one thread that trains all of them. */
  Parameters(CompiledNetwork network) {
    this(network, Set.of(), 1);
  }

  /** The same for several threads; those parameters that are named stay as they are. */
  Parameters(CompiledNetwork network, Set<String> frozen, int threads) {
    this.specs = network.blueprint().parameters();
    Plan plan = network.training().plan();
    // Their constructor checks that every copy stays in its parameter and in its buffer.
    Packer weightPacker = new Packer(plan.weights(), specs);
    Packer gradientPacker = new Packer(plan.gradients(), specs);
    Packing packing = weightPacker.packing();
    this.order = new TrainingOrder(specs, gradientPacker.packing(), packing, frozen);
    this.packed = PackedWeights.allocate(packing, order.size());
    this.values = packed.array();
    this.threads = threads;
    int[] array = order.sources(packing, Storage.ARRAY);
    this.moved = MovedCells.of(array, order.gradients(), order.zero(), order.fillings(frozen));
    this.arrayGather = gather(array, order.gradients(), network.path());
    this.segmentGather = gather(order.sources(packing, Storage.SEGMENT), 0, network.path());
    Weights initial = network.weights();
    for (ParameterSpec spec : specs) {
      float[] tensor = initial.tensor(spec.name()).values();
      int offset = order.offset(spec.name());
      for (int i = 0; i < tensor.length; i++) {
        values[order.place(offset + i)] = tensor[i];
      }
    }
    for (int thread = 0; thread < threads; thread++) {
      pack(thread);
    }
  }

  private WeightGather gather(int[] sources, int from, VectorPath path) {
    return new WeightGather(sources, from, order.zero(), path, threads);
  }

  /** How many values an optimizer changes, those included that fill vectors up. */
  int size() {
    return order.gradients();
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
    int offset = order.offset(exchange.statistic());
    for (int i = 0; i < exchange.floats(); i++) {
      int place = order.place(offset + i);
      double old = values[place];
      values[place] = (float) ((1 - momentum) * old + momentum * unbiased * means[from + i]);
    }
  }

  /** Copies a running statistic. */
  void statistic(String name, float[] to, int at) {
    int offset = order.offset(name);
    for (ParameterSpec spec : specs) {
      if (spec.name().equals(name)) {
        for (int i = 0; i < spec.size(); i++) {
          to[at + i] = values[order.place(offset + i)];
        }
      }
    }
  }

  /** What the pass reads; it changes with every {@link #update} and {@link #pack}. */
  PackedWeights packed() {
    return packed;
  }

  /** The values as they are now. */
  Weights toWeights() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec spec : specs) {
      int offset = order.offset(spec.name());
      float[] tensor = new float[spec.size()];
      for (int i = 0; i < tensor.length; i++) {
        tensor[i] = values[order.place(offset + i)];
      }
      tensors.put(spec.name(), new Tensor(spec.shape(), tensor));
    }
    return Weights.of(tensors);
  }

  /** Brings the gradients of parameters that several layers use together. */
  void fold(float[] sums) {
    order.fold(sums);
  }

  /**
   * Adds up the threads' gradient sums, in the threads' order so that the result does not depend on
   * who is quick, and changes one thread's range of the parameters.
   *
   * @param sums packed and folded gradient sums, one array a thread; changed
   * @param images how many images they are sums over
   */
  void update(
      int thread,
      float[][] sums,
      int images,
      Optimizer.Updater updater,
      long step,
      float learningRate) {
    int from = Evaluation.share(size(), thread, sums.length);
    int to = Evaluation.share(size(), thread + 1, sums.length);
    float[] gradients = sums[0];
    float factor = 1f / images;
    int last = sums.length - 1;
    for (int other = 1; other < last; other++) {
      add(gradients, sums[other], 1, from, to);
    }
    // The last sum and the mean are one walk through the memory that all threads share.
    if (last > 0) {
      add(gradients, sums[last], factor, from, to);
    } else if (images > 1) {
      scale(gradients, factor, from, to);
    }
    updater.update(step, learningRate, values, gradients, from, to);
  }

  private static void add(float[] sum, float[] summand, float factor, int from, int to) {
    for (int i = from; i < to; i++) {
      sum[i] = (sum[i] + summand[i]) * factor;
    }
  }

  private static void scale(float[] values, float factor, int from, int to) {
    for (int i = from; i < to; i++) {
      values[i] *= factor;
    }
  }

  /** Packs one thread's share of the weights, after all threads have updated theirs. */
  void pack(int thread) {
    if (thread == 0) {
      moved.copy(values);
    }
    arrayGather.copy(values, values, thread);
    segmentGather.copy(values, packed.segment(), thread);
  }
}
