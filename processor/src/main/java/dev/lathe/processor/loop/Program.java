package dev.lathe.processor.loop;

import java.util.ArrayList;
import java.util.List;

/**
 * The kernels of one pass for one kind of machine, and the order in which they run.
 *
 * @param name the class it becomes
 * @param lanes of its vectors; 1 for the scalar program
 * @param kernels each is called at least once
 * @param calls in the order in which they run
 * @param exchanges the means over a batch between the calls, in order
 * @param microBatches how several images may run at once, the most images first
 */
public record Program(
    String name,
    int lanes,
    List<Kernel> kernels,
    List<KernelCall> calls,
    List<Exchange> exchanges,
    List<MicroBatch> microBatches) {

  public Program {
    kernels = List.copyOf(kernels);
    calls = List.copyOf(calls);
    exchanges = List.copyOf(exchanges);
    microBatches = List.copyOf(microBatches);
  }

  /** Kernels that run once each, in this order, and treat every image by itself. */
  public Program(String name, int lanes, List<Kernel> kernels) {
    this(
        name,
        lanes,
        kernels,
        kernels.stream().map(kernel -> new KernelCall(kernel.name(), kernel, List.of())).toList(),
        List.of());
  }

  /** A program without micro-batches. */
  public Program(
      String name,
      int lanes,
      List<Kernel> kernels,
      List<KernelCall> calls,
      List<Exchange> exchanges) {
    this(name, lanes, kernels, calls, exchanges, List.of());
  }

  /** All calls: of single images, then of each micro-batch, in order. */
  public List<KernelCall> allCalls() {
    List<KernelCall> all = new ArrayList<>(calls);
    for (MicroBatch microBatch : microBatches) {
      microBatch.stretches().forEach(stretch -> all.addAll(stretch.calls()));
    }
    return all;
  }
}
