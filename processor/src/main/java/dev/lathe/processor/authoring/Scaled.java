package dev.lathe.processor.authoring;

import dev.lathe.processor.graph.Node;
import java.util.List;
import java.util.Optional;

/**
 * A straight line for every map: {@code factors[c] x + offsets[c]}, or with an offset for every
 * unit.
 */
@SuppressWarnings("ArrayRecordComponent") // plain data on its way into a file
record Scaled(Node x, float[] factors, float[] offsets) {

  /** The line that a node computes, if it is one. */
  static Optional<Scaled> of(Draft draft, Node node, List<Node> operands) {
    return Line.of(draft, node, operands).flatMap(Scaled::of);
  }

  private static Optional<Scaled> of(Line line) {
    int positions = line.x().shape().positions();
    if (!Figures.isEven(line.factors(), positions)) {
      return Optional.empty();
    }
    boolean perMap = Figures.isEven(line.offsets(), positions);
    return Optional.of(
        new Scaled(
            line.x(),
            Figures.every(line.factors(), positions),
            perMap ? Figures.every(line.offsets(), positions) : line.offsets()));
  }
}
