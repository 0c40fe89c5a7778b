package dev.lathe.processor.loop;

import java.util.List;

/**
 * The kernels of one pass for one kind of machine, in the order in which they run once each.
 *
 * @param name the class it becomes
 * @param lanes of its vectors; 1 for the scalar program
 * @param kernels every kernel runs once, in this order
 * @param exchanges the means over a batch between them, in order
 */
public record Program(String name, int lanes, List<Kernel> kernels, List<Exchange> exchanges) {

  public Program {
    kernels = List.copyOf(kernels);
    exchanges = List.copyOf(exchanges);
  }

  /** A program that treats every image by itself. */
  public Program(String name, int lanes, List<Kernel> kernels) {
    this(name, lanes, kernels, List.of());
  }
}
