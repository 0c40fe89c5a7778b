package dev.lathe.processor.schedule;

import dev.lathe.processor.loop.Index;
import java.util.List;

/**
 * Which element of a value a contraction touches: one affine coordinate of its axes for each axis
 * of the value's shape. Coordinates outside the shape fall into zero padding.
 *
 * @param node the value's id in the graph
 */
public record Access(int node, List<Index> coordinates) {

  public Access {
    coordinates = List.copyOf(coordinates);
  }

  /** Whether steps along an axis of the contraction touch different elements. */
  public boolean dependsOn(String axis) {
    return coordinates.stream().anyMatch(index -> index.terms().containsKey(axis));
  }

  /** The memory index for the given strides, as an affine function of the axes. */
  public Index linear(int origin, int[] strides) {
    Index index = Index.of(origin);
    for (int d = 0; d < strides.length; d++) {
      index = index.plus(coordinates.get(d).times(strides[d]));
    }
    return index;
  }
}
