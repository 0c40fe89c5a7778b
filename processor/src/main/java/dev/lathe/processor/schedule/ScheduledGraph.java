package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A graph with every decision on how to compute it.
 *
 * @param orders the memory order of each node's value, by id
 * @param contractions of each node that is computed by any, by id
 * @param offers what was to be chosen from, by the node's id
 * @param microBatches what is computed for several images at once, the most images first
 */
public record ScheduledGraph(
    Graph graph,
    Machine machine,
    List<Order> orders,
    Map<Integer, List<ScheduledContraction>> contractions,
    Map<Integer, List<Offer>> offers,
    List<ScheduledMicroBatch> microBatches) {

  public ScheduledGraph {
    orders = List.copyOf(orders);
    contractions = Map.copyOf(contractions);
    offers = Map.copyOf(offers);
    microBatches = List.copyOf(microBatches);
  }

  /** The same graph with other contractions of single images. */
  ScheduledGraph map(UnaryOperator<ScheduledContraction> change) {
    return flatMap(each -> List.of(change.apply(each)));
  }

  /** The same graph with some contractions of single images in the place of each. */
  ScheduledGraph flatMap(Function<ScheduledContraction, List<ScheduledContraction>> change) {
    Map<Integer, List<ScheduledContraction>> changed = new HashMap<>();
    contractions.forEach(
        (node, all) ->
            changed.put(node, all.stream().flatMap(each -> change.apply(each).stream()).toList()));
    return new ScheduledGraph(graph, machine, orders, changed, offers, microBatches);
  }

  /** Whether it is a training pass: whether anything adds to the gradient of a parameter. */
  boolean isTraining() {
    return isTraining(graph);
  }

  static boolean isTraining(Graph graph) {
    return graph.nodes().stream().anyMatch(graph::accumulates);
  }

  public Order order(int node) {
    return orders.get(node);
  }

  public List<ScheduledContraction> contractions(int node) {
    return contractions.getOrDefault(node, List.of());
  }

  /** What the contractions of a node, and their schedules, were chosen from. */
  public List<Offer> offers(int node) {
    return offers.getOrDefault(node, List.of());
  }

  /** What may be chosen for one contraction of a node, the best first. */
  List<Candidate> ranked(int node, Contraction contraction) {
    return offers(node).stream()
        .filter(offer -> offer.contraction().equals(contraction))
        .findFirst()
        .map(Offer::ranked)
        .orElse(List.of());
  }

  /** Whether the vectors of a transform of tiles run along the rows of its map. */
  public boolean isAlongRows(Node node) {
    return node.operation() instanceof Operation.TransformInput
        && order(node.id()) == Order.CHANNELS_FIRST;
  }

  /** Whether vectors can run along the channels of all these values at once. */
  public boolean allChannelsLast(List<Integer> nodes) {
    return nodes.stream().allMatch(node -> orders.get(node) == Order.CHANNELS_LAST);
  }
}
