package dev.lathe.processor.translation;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.network.ReceptiveField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The receptive fields of a file's nodes, of its first input: those of a cell in the middle, and of
 * its neighbours.
 */
final class ReceptiveFields {
  /** As far as this, since maps that are enlarged have several units for a cell. */
  private static final int FURTHER = 12;

  /**
   * Each layer's field is followed through the nodes before it. Chains of more than four thousand
   * layers, which no network for images is, would take minutes: their summaries are without.
   */
  private static final long MOST_STEPS = 1L << 24;

  private final Graph graph;
  private final Optional<Node> image;
  private final Map<String, Node> last = new HashMap<>();

  ReceptiveFields(Imported file) {
    this.graph = file.graph();
    long steps = (long) file.layers().size() * graph.nodes().size();
    this.image = steps > MOST_STEPS ? Optional.empty() : image(file);
    graph.nodes().forEach(node -> last.put(node.layer(), node));
  }

  /** The first input; of several, what begins with the first element given. */
  private static Optional<Node> image(Imported file) {
    Graph graph = file.graph();
    List<Imported.Port> full = file.fullInputs();
    Optional<Node> given =
        graph.nodes().stream()
            .filter(node -> node.operation() instanceof Operation.Input)
            .findFirst();
    if (full.size() <= 1) {
      return given;
    }
    Shape first = full.getFirst().ofImage();
    return given.stream()
        .flatMap(input -> graph.users(input.id()).stream())
        .filter(node -> beginsAtFirst(node) && node.shape().size() == first.size())
        .findFirst()
        .map(
            part ->
                graph.users(part.id()).stream()
                    .filter(node -> node.operation() instanceof Operation.Reshape)
                    .filter(node -> node.shape().equals(first))
                    .findFirst()
                    .orElse(part));
  }

  private static boolean beginsAtFirst(Node part) {
    return part.operation() instanceof Operation.Reindex(Relocation relocation)
        && relocation.axes().size() == 1
        && relocation.axes().getFirst().indices().getFirst() == 0;
  }

  /** The field of a layer; empty if its value does not depend on the first input. */
  Optional<ReceptiveField> of(String layer) {
    Node node = last.get(layer);
    if (node == null || image.isEmpty() || node.id() < image.get().id()) {
      return Optional.empty();
    }
    int[] middle = node.shape().extents().stream().mapToInt(extent -> (extent - 1) / 2).toArray();
    Optional<ReceptiveCells.Box> box = ReceptiveCells.of(graph, image.get(), node, middle);
    return box.map(seen -> field(seen, steps(node, middle, seen)));
  }

  /** How far the fields of units further on begin behind, for each unit. */
  private double[] steps(Node node, int[] middle, ReceptiveCells.Box seen) {
    double[] steps = new double[seen.first().length];
    for (int axis = 0; axis < middle.length; axis++) {
      int distance = Math.min(FURTHER, node.shape().extent(axis) - 1 - middle[axis]);
      if (distance == 0) {
        continue;
      }
      int[] further = middle.clone();
      further[axis] += distance;
      Optional<ReceptiveCells.Box> other =
          ReceptiveCells.of(graph, image.orElseThrow(), node, further);
      for (int k = 0; other.isPresent() && k < steps.length; k++) {
        double step = Math.abs(other.get().first()[k] - seen.first()[k]) / (double) distance;
        steps[k] = Math.max(steps[k], step);
      }
    }
    return steps;
  }

  private ReceptiveField field(ReceptiveCells.Box seen, double[] steps) {
    Shape shape = image.orElseThrow().shape();
    return new ReceptiveField(
        spatial().stream()
            .map(
                axis ->
                    new ReceptiveField.Axis(
                        seen.size(axis), steps[axis] == 0 ? shape.extent(axis) : steps[axis]))
            .toList());
  }

  /** The axes that are none of channels, which a file may have behind the others. */
  private List<Integer> spatial() {
    Node given = image.orElseThrow();
    int rank = given.shape().rank();
    return graph.users(given.id()).stream()
        .map(Node::operation)
        .filter(Operation.Reindex.class::isInstance)
        .map(operation -> ((Operation.Reindex) operation).relocation())
        .filter(relocation -> relocation.axes().getFirst().source() == rank - 1)
        .findFirst()
        .map(turn -> turn.axes().stream().skip(1).map(Relocation.AxisTable::source).toList())
        .orElse(IntStream.range(1, rank).boxed().toList());
  }
}
