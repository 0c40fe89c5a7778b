package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.Graph;
import java.util.List;
import java.util.Map;

/**
 * A graph with every decision on how to compute it.
 *
 * @param orders the memory order of each node's value, by id
 * @param contractions of each node that is computed by any, by id
 */
public record ScheduledGraph(
    Graph graph,
    Machine machine,
    List<Order> orders,
    Map<Integer, List<ScheduledContraction>> contractions) {

  public ScheduledGraph {
    orders = List.copyOf(orders);
    contractions = Map.copyOf(contractions);
  }

  public Order order(int node) {
    return orders.get(node);
  }

  public List<ScheduledContraction> contractions(int node) {
    return contractions.getOrDefault(node, List.of());
  }

  /** Whether vectors can run along the channels of all these values at once. */
  public boolean allChannelsLast(List<Integer> nodes) {
    return nodes.stream().allMatch(node -> orders.get(node) == Order.CHANNELS_LAST);
  }
}
