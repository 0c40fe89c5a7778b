package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.rewrite.FusionPolicy;

/**
 * Fuses max-pooling into a convolution where the register tile can hold several whole windows.
 *
 * <p>A fused window saves storing and reading its cells and applies bias and activation once
 * instead of once a cell; but its cells must all be in registers at the same time, and with few
 * windows in a tile each loaded weight is used less often.
 *
 * @param machine whose registers count
 */
public record PoolFusion(Machine machine) implements FusionPolicy {

  /** Windows that a tile should hold at least. */
  private static final int WINDOWS = 3;

  @Override
  public boolean fusesMaxPool(Graph graph, Node convolution, Node pool) {
    return pool.operation() instanceof Operation.MaxPool(Window window)
        && window.taps() * WINDOWS + 2 <= machine.registers();
  }
}
