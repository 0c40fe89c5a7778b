package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the nodes of a training pass that may be computed for several images at once. */
final class MicroBatchCandidates {

  private final ScheduledGraph scheduled;
  private final Graph graph;
  private final int leastWeights;

  /**
   * Of a graph.
   *
   * @param leastWeights of a contraction that uses each once an image
   */
  MicroBatchCandidates(ScheduledGraph scheduled, int leastWeights) {
    this.scheduled = scheduled;
    this.graph = scheduled.graph();
    this.leastWeights = leastWeights;
  }

  /** The candidates: of weights and their gradients, and the bias gradients that go with them. */
  List<Node> nodes() {
    List<Node> nodes = new ArrayList<>();
    Set<Integer> derivatives = new HashSet<>();
    for (Node node : graph.nodes()) {
      if (isCandidate(node)) {
        nodes.add(node);
        if (node.operation() instanceof Operation.WeightGradient) {
          derivatives.add(node.operand(1));
        }
      }
    }
    // The bias's gradient would be all that keeps the images apart there.
    for (Node node : graph.nodes()) {
      if (node.operation() instanceof Operation.BiasGradient
          && derivatives.contains(node.operand(0))
          && scheduled.contractions(node.id()).stream().allMatch(this::usesEachOnce)) {
        nodes.add(node);
      }
    }
    return nodes;
  }

  /** How many weights the nodes use. */
  static double weights(List<Node> nodes) {
    return nodes.stream()
        .filter(node -> node.operation() instanceof Operation.WeightGradient)
        .mapToDouble(node -> node.shape().size())
        .sum();
  }

  /** About the floats of an image's values: forward values are kept until the way back. */
  double floatsOfImage() {
    return graph.nodes().stream()
        .filter(node -> !(node.operation() instanceof Operation.Parameter))
        .filter(node -> !graph.accumulates(node))
        .filter(
            node ->
                !(node.operation() instanceof Operation.Activate)
                    && !(node.operation() instanceof Operation.ActivationGradient))
        .mapToDouble(this::floats)
        .sum();
  }

  private double floats(Node node) {
    int channels = node.shape().channels();
    boolean filled = scheduled.order(node.id()) == Order.CHANNELS_LAST;
    int pitch = filled ? scheduled.machine().padded(channels) : channels;
    return (double) node.shape().size() / Math.max(1, channels) * pitch;
  }

  private boolean isCandidate(Node node) {
    List<ScheduledContraction> contractions = scheduled.contractions(node.id());
    if (contractions.isEmpty() || !contractions.stream().allMatch(this::usesEachOnce)) {
      return false;
    }
    Contraction first = contractions.getFirst().contraction();
    Node weights = graph.node(first.accumulate() ? node.id() : first.right().orElseThrow().node());
    // A part of a joined map lies between others, which an image's copy would overwrite.
    boolean isPart =
        graph.users(node.id()).stream()
            .anyMatch(user -> user.operation() instanceof Operation.Concatenate);
    return weights.shape().size() >= leastWeights && !isPart;
  }

  /** Whether an image uses each weight once, or adds once to the gradient of each. */
  private boolean usesEachOnce(ScheduledContraction each) {
    Contraction contraction = each.contraction();
    boolean empty = contraction.axes().stream().anyMatch(axis -> axis.extent() == 0);
    if (empty || each.tiling().overlapping()) {
      return false;
    }
    if (contraction.accumulate()) {
      return contraction.usesEachOnce(contraction.out());
    }
    return contraction.right().isPresent()
        && graph.node(contraction.right().get().node()).operation() instanceof Operation.Parameter
        && contraction.usesEachOnce(contraction.right().get());
  }
}
