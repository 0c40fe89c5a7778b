package dev.lathe.processor.memory;

import dev.lathe.processor.schedule.ScheduledGraph;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where every value of a pass lies.
 *
 * @param placements of the values in the arena, by node id; empty for parameters, their gradients,
 *     and values in the caller's arrays
 * @param outside the places of parameters that are read as they are, of gradients that are added to
 *     as they are, and of values in the caller's arrays, by node id
 * @param scratch where the operations that need it work, by node id
 * @param contractions in the order of the scheduled graph, by node id
 * @param pass the offsets that the caller needs
 * @param microBatches where micro-batches work
 */
public record MemoryPlan(
    ScheduledGraph scheduled,
    List<Optional<Placement>> placements,
    Map<Integer, Located> outside,
    Map<Integer, Integer> scratch,
    Map<Integer, List<PlacedContraction>> contractions,
    PassPlan pass,
    List<PlacedMicroBatch> microBatches) {

  public MemoryPlan {
    placements = List.copyOf(placements);
    outside = Map.copyOf(outside);
    scratch = Map.copyOf(scratch);
    contractions = Map.copyOf(contractions);
    microBatches = List.copyOf(microBatches);
  }

  /** What computes a node by contractions; empty for other nodes. */
  public List<PlacedContraction> contractions(int node) {
    return contractions.getOrDefault(node, List.of());
  }

  /** The offset in the arena of a node's working memory. */
  public int scratch(int node) {
    Integer offset = scratch.get(node);
    if (offset == null) {
      throw new IllegalArgumentException(scheduled.graph().node(node) + " has no working memory");
    }
    return offset;
  }

  /** Whether a value lies where the caller has it. */
  public boolean isCallers(int node) {
    Located place = outside.get(node);
    return place != null && Buffers.ENDS.contains(place.buffer());
  }

  /** The place of a value, in whichever memory it lies. */
  public Located located(int node) {
    Located place = outside.get(node);
    return place != null ? place : new Located(Buffers.ARENA, placement(node));
  }

  /** The place of a feature map. */
  public Placement placement(int node) {
    return placements
        .get(node)
        .orElseThrow(
            () -> new IllegalArgumentException(scheduled.graph().node(node) + " has no place"));
  }
}
