package dev.lathe.processor.graph;

import java.util.Arrays;
import java.util.List;

/** Where the interpreter finds the weight between two maps of a convolution. */
final class KernelIndex {
  /** The place of a weight between maps that are not connected. */
  static final int NONE = -1;

  private final Connections connections;
  private final int outputs;
  private final int inputs;
  private final int taps;
  private final boolean flip;
  private final int[] table;

  KernelIndex(Connections connections, int outputs, int inputs, int taps, boolean flip) {
    this.connections = connections;
    this.outputs = outputs;
    this.inputs = inputs;
    this.taps = taps;
    this.flip = flip;
    this.table =
        connections instanceof Connections.Table(List<List<Integer>> rows)
            ? table(rows, inputs)
            : new int[0];
  }

  /** The number of the kernel between input map i and output map o, row by row. */
  private static int[] table(List<List<Integer>> rows, int inputs) {
    int[] numbers = new int[rows.size() * inputs];
    Arrays.fill(numbers, NONE);
    int number = 0;
    for (int o = 0; o < rows.size(); o++) {
      for (int i : rows.get(o)) {
        numbers[o * inputs + i] = number++;
      }
    }
    return numbers;
  }

  /**
   * The index of the weight for output map o, input map i, tap r at position p, or {@link #NONE}.
   */
  int at(int o, int i, int r, int p) {
    int kernel =
        switch (connections) {
          case Connections.Groups(int count) -> {
            int group = inputs / count;
            boolean connected = o / (outputs / count) == i / group;
            yield connected ? o * group + i % group : NONE;
          }
          case Connections.Table _ -> table[o * inputs + i];
          case Connections.Untied() -> (p * outputs + o) * inputs + i;
        };
    // Reversing a kernel along every axis reverses its row-major order.
    return kernel == NONE ? NONE : kernel * taps + (flip ? taps - 1 - r : r);
  }
}
