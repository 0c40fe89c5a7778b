package dev.lathe.processor.memory;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.schedule.ScheduledGraph;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Tells which values an inference pass reads and writes where its caller has them: those that lie
 * there as its kernels want them, and that contractions alone touch, which never write a float that
 * is not theirs. All others are copied between the caller's array and the arena.
 */
final class CallerValues {
  private final ScheduledGraph scheduled;
  private final Graph graph;
  private final PassOutputs outputs;
  private final int[] roots;

  /**
   * Of a scheduled graph.
   *
   * @param roots the node whose memory each node's value lies in
   */
  CallerValues(ScheduledGraph scheduled, int[] roots) {
    this.scheduled = scheduled;
    this.graph = scheduled.graph();
    this.outputs = new PassOutputs(graph);
    this.roots = roots.clone();
  }

  /** The caller's buffer that a value lies in, if it would be placed thus in the arena. */
  Optional<Buffer> buffer(Node node, Placement placement) {
    boolean end = node.operation() instanceof Operation.Input || node.id() == outputs.scores();
    if (outputs.isTraining() || !end || !isAlone(node) || !isAsCallersHave(placement)) {
      return Optional.empty();
    }
    if (node.operation() instanceof Operation.Input && isReadByContractions(node)) {
      return Optional.of(Buffers.IMAGE);
    }
    return isScoresOfContraction(node) ? Optional.of(Buffers.SCORES) : Optional.empty();
  }

  private boolean isAlone(Node node) {
    return IntStream.of(roots).filter(root -> root == node.id()).count() == 1;
  }

  private static boolean isAsCallersHave(Placement placement) {
    return placement.isRowMajor() && placement.size() == placement.shape().size();
  }

  private boolean isReadByContractions(Node node) {
    return !graph.outputs().contains(node.id())
        && graph.users(node.id()).stream()
            .noneMatch(user -> scheduled.contractions(user.id()).isEmpty());
  }

  private boolean isScoresOfContraction(Node node) {
    return node.id() == outputs.scores()
        && graph.users(node.id()).isEmpty()
        && !scheduled.contractions(node.id()).isEmpty();
  }
}
