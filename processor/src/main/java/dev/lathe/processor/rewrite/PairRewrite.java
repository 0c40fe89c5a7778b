package dev.lathe.processor.rewrite;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A rewrite of two nodes, a head and a tail that reads it, where nothing else uses the head's
 * value. (That guard keeps the values that a backward pass needs.) It is repeated until it finds
 * nothing.
 */
abstract class PairRewrite implements Rewrite {

  /** Whether a head may be this operand of the tail; the first alone where nothing else is said. */
  boolean mayBe(int operand, Node tail) {
    return operand == 0;
  }

  /** Whether there may be such pairs in a graph at all. */
  boolean appliesTo(Graph graph) {
    return true;
  }

  /** Whether to rewrite; that {@code tail} is the only user of {@code head} is known. */
  abstract boolean matches(Graph graph, Node head, Node tail);

  /** Adds what computes the value of {@code tail} without {@code head}, and returns it. */
  abstract Node rebuild(GraphCopy copy, Node head, Node tail);

  /** The name of the two as one: the layer's, if the tail gives the layer's value. */
  static String fusedName(Node head, Node tail) {
    return tail.name().equals(head.layer()) ? tail.name() : head.name();
  }

  @Override
  public final Graph apply(Graph graph) {
    if (!appliesTo(graph)) {
      return graph;
    }
    Graph result = graph;
    Set<Integer> heads = heads(result);
    while (!heads.isEmpty()) {
      result = rebuild(result, heads);
      heads = heads(result);
    }
    return result;
  }

  /**
   * The heads to rewrite. None is the tail of another: of overlapping pairs the first comes first.
   */
  private Set<Integer> heads(Graph graph) {
    Set<Integer> heads = new HashSet<>();
    Set<Integer> tails = new HashSet<>();
    for (Node head : graph.nodes()) {
      Optional<Node> tail = onlyUser(graph, head).filter(user -> matches(graph, head, user));
      if (tail.isPresent() && !tails.contains(head.id()) && tails.add(tail.get().id())) {
        heads.add(head.id());
      }
    }
    return heads;
  }

  private Graph rebuild(Graph graph, Set<Integer> heads) {
    GraphCopy copy = new GraphCopy(graph);
    for (Node node : graph.nodes()) {
      if (heads.contains(node.id())) {
        continue; // computed where its tail stands
      }
      Optional<Integer> head = node.operands().stream().filter(heads::contains).findFirst();
      if (head.isPresent()) {
        copy.put(node, rebuild(copy, graph.node(head.get()), node));
      } else {
        copy.copy(node);
      }
    }
    return copy.finish();
  }

  private Optional<Node> onlyUser(Graph graph, Node node) {
    List<Node> users = graph.users(node.id());
    return users.size() == 1
            && mayBe(users.get(0).operands().indexOf(node.id()), users.get(0))
            && users.get(0).operands().stream().filter(id -> id == node.id()).count() == 1
            && !graph.outputs().contains(node.id())
        ? Optional.of(users.get(0))
        : Optional.empty();
  }
}
