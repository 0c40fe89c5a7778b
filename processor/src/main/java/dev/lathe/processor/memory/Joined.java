package dev.lathe.processor.memory;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.schedule.Order;
import dev.lathe.processor.schedule.ScheduledGraph;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which values are computed in the place that a concatenation gives them, so that it has nothing to
 * copy. Their channels lie last.
 *
 * <p>Parts along a spatial axis lie behind each other. Parts along the channels lie side by side in
 * every position: whoever writes one writes nothing beyond its channels, and walks from position to
 * position by the distance that the whole has. Contractions do, if their vectors end with the part;
 * element-wise operations, which walk along whole rows, do not.
 */
final class Joined {

  /**
   * A part of a concatenation's value.
   *
   * @param whole the concatenation's id
   * @param axis along which it begins at {@code offset}
   */
  record Part(int whole, int axis, int offset) {}

  private final Map<Integer, Part> parts = new HashMap<>();

  /**
   * Finds the parts.
   *
   * @param roots the value whose memory each node uses
   * @param isPlain whether a value has memory of its own without a halo
   */
  Joined(ScheduledGraph scheduled, int[] roots, Predicate<Node> isPlain) {
    Graph graph = scheduled.graph();
    for (Node node : graph.nodes()) {
      if (!(node.operation() instanceof Operation.Concatenate(int axis))
          || scheduled.order(node.id()) != Order.CHANNELS_LAST) {
        continue;
      }
      int offset = 0;
      for (int operand : node.operands()) {
        Node part = graph.node(operand);
        boolean alone =
            graph.users(operand).size() == 1
                && node.operands().stream().filter(id -> id == operand).count() == 1
                && !graph.outputs().contains(operand);
        Node root = graph.node(roots[operand]);
        if (alone
            && root.shape().equals(part.shape())
            && scheduled.order(root.id()) == Order.CHANNELS_LAST
            && !(root.operation() instanceof Operation.Concatenate)
            && (axis > 0 || writesItsChannelsOnly(scheduled, part, root))
            && isPlain.test(root)) {
          parts.put(root.id(), new Part(node.id(), axis, offset));
        }
        offset += part.shape().extent(axis);
      }
    }
  }

  private static boolean writesItsChannelsOnly(ScheduledGraph scheduled, Node part, Node root) {
    boolean isContraction =
        part.operation() instanceof Operation.Convolution
            || part.operation() instanceof Operation.TransposedConvolution
            || part.operation() instanceof Operation.WinogradOutput;
    return isContraction
        && part.id() == root.id()
        && part.shape().channels() % scheduled.machine().lanes() == 0;
  }

  /** The place of a value inside of another one, if it has none of its own. */
  Optional<Part> part(int root) {
    return Optional.ofNullable(parts.get(root));
  }

  /** The step that first writes into a value: that of its first part, if it has any. */
  int firstWrite(int whole) {
    return parts.entrySet().stream()
        .filter(entry -> entry.getValue().whole() == whole)
        .mapToInt(Map.Entry::getKey)
        .min()
        .orElse(whole);
  }
}
