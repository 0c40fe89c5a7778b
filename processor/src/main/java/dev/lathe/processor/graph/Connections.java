package dev.lathe.processor.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * Which input maps each output map of a convolution sees, and which weights lie between them. The
 * weight's shape follows from it.
 */
public sealed interface Connections {

  /** Every output map sees every input map: weight {@code [O, I, kernel]}. */
  static Connections full() {
    return new Groups(1);
  }

  /**
   * Maps in {@code count} groups of neighbours; an output map sees the input maps of the group with
   * its own number: weight {@code [O, I / count, kernel]}. One group is a full connection, as many
   * groups as input maps make a depthwise convolution.
   */
  record Groups(int count) implements Connections {
    @Override
    public String toString() {
      return count == 1 ? "full" : count + " groups";
    }
  }

  /**
   * Output map o sees the input maps {@code rows[o]}: weight {@code [N, kernel]}, one kernel a
   * connection, in the order of the rows.
   */
  record Table(List<List<Integer>> rows) implements Connections {
    public Table {
      rows = rows.stream().map(List::copyOf).toList();
    }

    /** The number of connections. */
    public int size() {
      return rows.stream().mapToInt(List::size).sum();
    }

    @Override
    public String toString() {
      return "a table of " + size() + " connections";
    }
  }

  /**
   * Full, with weights of its own for every position of the output: weight {@code [output spatial,
   * O, I, kernel]}.
   */
  record Untied() implements Connections {
    @Override
    public String toString() {
      return "untied";
    }
  }

  /** The shape of the weight that connects maps of the given numbers. */
  default Shape weight(int outputs, int inputs, int[] positions, Window window) {
    List<Integer> extents = new ArrayList<>();
    switch (this) {
      case Groups(int count) -> extents.addAll(List.of(outputs, inputs / count));
      case Table table -> extents.add(table.size());
      case Untied() -> {
        for (int position : positions) {
          extents.add(position);
        }
        extents.addAll(List.of(outputs, inputs));
      }
    }
    extents.addAll(window.kernel());
    return new Shape(extents);
  }

  /** The number of output maps of a convolution with a weight of the given shape. */
  default int outputs(Shape weight, Window window) {
    return switch (this) {
      case Groups _ -> weight.extent(0);
      case Table table -> table.rows().size();
      case Untied() -> weight.extent(window.rank());
    };
  }
}
