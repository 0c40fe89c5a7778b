package dev.lathe.processor.memory;

import dev.lathe.processor.schedule.ScheduledGraph;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where every value of a pass lies.
 *
 * @param placements of the values in the arena, by node id; empty for parameters and their
 *     gradients
 * @param contractions in the order of the scheduled graph, by node id
 * @param pass the offsets that the caller needs
 */
public record MemoryPlan(
    ScheduledGraph scheduled,
    List<Optional<Placement>> placements,
    Map<Integer, List<PlacedContraction>> contractions,
    PassPlan pass) {

  public MemoryPlan {
    placements = List.copyOf(placements);
    contractions = Map.copyOf(contractions);
  }

  /** What computes a node by contractions; empty for other nodes. */
  public List<PlacedContraction> contractions(int node) {
    return contractions.getOrDefault(node, List.of());
  }

  /** The place of a feature map. */
  public Placement placement(int node) {
    return placements
        .get(node)
        .orElseThrow(
            () -> new IllegalArgumentException(scheduled.graph().node(node) + " has no place"));
  }
}
