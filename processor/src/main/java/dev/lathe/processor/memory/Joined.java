package dev.lathe.processor.memory;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.schedule.Order;
import dev.lathe.processor.schedule.ScheduledGraph;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which values are computed in the place that a concatenation gives them, so that it has nothing to
 * copy. Their channels lie last.
 *
 * <p>Parts along a spatial axis lie behind each other. Parts along the channels lie side by side in
 * every position: whoever writes one writes nothing beyond its channels, and walks from position to
 * position by the distance that the whole has. That is possible where the channels of a part are
 * whole vectors. A concatenation may be part of another one: the maps that a dense block collects
 * lie in one place from the first to the last.
 *
 * <p>A part may be read by others besides the concatenation, as the skip connections of a U-Net
 * are, as long as nobody overwrites the whole before they have read.
 */
final class Joined {

  /**
   * A part of a concatenation's value.
   *
   * @param whole the concatenation's id
   * @param axis along which it begins at {@code offset}
   */
  record Part(int whole, int axis, int offset) {}

  private final ScheduledGraph scheduled;
  private final Graph graph;
  private final int[] roots;
  private final int[] lastUse;
  private final Predicate<Node> isPlain;
  private final Map<Integer, Part> parts = new HashMap<>();

  /**
   * Finds the parts.
   *
   * @param roots the value whose memory each node uses
   * @param lastUse the step of the last read of each root's memory
   * @param isPlain whether a value has memory of its own without a halo
   */
  Joined(ScheduledGraph scheduled, int[] roots, int[] lastUse, Predicate<Node> isPlain) {
    this.scheduled = scheduled;
    this.graph = scheduled.graph();
    this.roots = roots;
    this.lastUse = lastUse;
    this.isPlain = isPlain;
    for (Node node : graph.nodes()) {
      if (node.operation() instanceof Operation.Concatenate(int axis)
          && scheduled.order(node.id()) == Order.CHANNELS_LAST) {
        int offset = 0;
        for (int operand : node.operands()) {
          Node part = graph.node(operand);
          if (mayJoin(node, axis, part)) {
            parts.put(roots[operand], new Part(node.id(), axis, offset));
          }
          offset += part.shape().extent(axis);
        }
      }
    }
  }

  private boolean mayJoin(Node whole, int axis, Node part) {
    Node root = graph.node(roots[part.id()]);
    return !parts.containsKey(root.id())
        && Collections.frequency(whole.operands(), part.id()) == 1
        && !graph.outputs().contains(part.id())
        && root.shape().equals(part.shape())
        && scheduled.order(root.id()) == Order.CHANNELS_LAST
        && isPlain.test(root)
        && (axis > 0 ? isNoConcatenationOfPositions(root) : writesItsChannelsOnly(root))
        && (graph.users(part.id()).size() == 1
            || graph.users(part.id()).stream().allMatch(Joined::readsAcrossGaps))
        && lastRead(root.id()) < overwritten(whole.id());
  }

  /** Parts behind each other may have been written by whole rows, which a whole may not lie in. */
  private static boolean isNoConcatenationOfPositions(Node root) {
    return !(root.operation() instanceof Operation.Concatenate(int axis)) || axis == 0;
  }

  private boolean writesItsChannelsOnly(Node root) {
    return root.shape().channels() % scheduled.machine().lanes() == 0
        && Stream.concat(Stream.of(root), graph.nodes().stream().skip(root.id() + 1L))
            .filter(node -> roots[node.id()] == root.id())
            .allMatch(Joined::writesAcrossGaps);
  }

  private static boolean writesAcrossGaps(Node node) {
    return switch (node.operation()) {
      case Operation.Convolution _,
          Operation.TransposedConvolution _,
          Operation.TransformOutput _,
          Operation.MaxPool _,
          Operation.AveragePool _,
          Operation.SmoothPool _,
          Operation.Pointwise _,
          Operation.Activate _,
          Operation.ActivationGradient _,
          Operation.Add _ ->
          true;
      case Operation.Concatenate(int axis) -> axis == 0;
      default -> false;
    };
  }

  /** The others count on values that lie without gaps between positions. */
  private static boolean readsAcrossGaps(Node node) {
    return switch (node.operation()) {
      case Operation.Convolution _,
          Operation.TransposedConvolution _,
          Operation.WeightGradient _,
          Operation.BiasGradient _,
          Operation.TransformInput _,
          Operation.MaxPool _,
          Operation.AveragePool _,
          Operation.SmoothPool _,
          Operation.Pointwise _,
          Operation.Activate _,
          Operation.ActivationGradient _,
          Operation.Add _,
          Operation.Reduce _,
          Operation.Reindex _,
          Operation.Concatenate _ ->
          true;
      default -> false;
    };
  }

  /** The step that first overwrites a value with another one. */
  private int overwritten(int whole) {
    return graph.nodes().stream()
        .skip(whole + 1L)
        .mapToInt(Node::id)
        .filter(id -> roots[id] == whole)
        .findFirst()
        .orElse(Integer.MAX_VALUE);
  }

  /** The place of a value inside of another one, if it has none of its own. */
  Optional<Part> part(int root) {
    return Optional.ofNullable(parts.get(root));
  }

  /** The step that first writes into a value: that of its first part, if it has any. */
  int firstWrite(int whole) {
    return partsOf(whole).map(this::firstWrite).reduce(whole, Math::min);
  }

  /** The step that last reads a value or a part of it. */
  int lastRead(int whole) {
    return partsOf(whole).map(this::lastRead).reduce(lastUse[whole], Math::max);
  }

  private Stream<Integer> partsOf(int whole) {
    return parts.entrySet().stream()
        .filter(entry -> entry.getValue().whole() == whole)
        .map(Map.Entry::getKey);
  }
}
