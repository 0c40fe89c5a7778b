package dev.lathe.processor.memory;

import dev.lathe.processor.graph.Sizes;
import java.util.List;
import java.util.Map;

/**
 * Where a micro-batch works: in memory of its own, which has a slice for each image and in it a
 * place for each value that is read or made. A value lies there as it lies in the arena.
 *
 * @param images how many
 * @param slice floats from an image's values to the next one's
 * @param places of the first image's values, by node id: as {@link Placement#offset}
 * @param contractions of each node that is computed so, by id
 */
public record PlacedMicroBatch(
    int images,
    int slice,
    Map<Integer, Integer> places,
    Map<Integer, List<PlacedContraction>> contractions) {

  public PlacedMicroBatch {
    places = Map.copyOf(places);
    contractions = Map.copyOf(contractions);
  }

  /** The size of the memory. */
  public int floats() {
    return ArenaAllocator.FIRST + Sizes.product(images, slice);
  }

  /** Whether a node is computed for all images at once. */
  public boolean computes(int node) {
    return contractions.containsKey(node);
  }

  /** What computes a node for all images at once; empty for other nodes. */
  public List<PlacedContraction> contractions(int node) {
    return contractions.getOrDefault(node, List.of());
  }

  /** Where the first image's value lies. */
  public int place(int node) {
    Integer place = places.get(node);
    if (place == null) {
      throw new IllegalArgumentException("node " + node + " has no place in the micro-batch");
    }
    return place;
  }
}
