package dev.lathe.processor.loop;

import java.util.List;

/**
 * The kernels of one pass for one kind of machine, in the order in which they run once each.
 *
 * @param name the class it becomes
 * @param lanes of its vectors; 1 for the scalar program
 * @param kernels every kernel runs once, in this order
 */
public record Program(String name, int lanes, List<Kernel> kernels) {

  public Program {
    kernels = List.copyOf(kernels);
  }
}
