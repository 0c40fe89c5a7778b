package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.loop.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which element of a value a contraction touches: one affine coordinate of its axes for each axis
 * of the value's shape. Coordinates outside the shape fall into zero padding. Where several images
 * are computed at once, the image is one coordinate more, behind those of the shape.
 *
 * @param node the value's id in the graph
 * @param blocks of a parameter that is stored in another form than it is computed with, because
 *     some of it does not exist: the boxes that do, if any; absent where the coordinates say it all
 */
public record Access(int node, List<Index> coordinates, Optional<List<StoredBlock>> blocks) {

  /** In the place of a node's id where it does not matter which one it is. */
  static final int ANY = 0;

  public Access {
    coordinates = List.copyOf(coordinates);
    blocks = blocks.map(List::copyOf);
  }

  public Access(int node, List<Index> coordinates) {
    this(node, coordinates, Optional.empty());
  }

  /** The same access to any value. */
  Access geometry() {
    return new Access(ANY, coordinates, blocks);
  }

  /** The same elements with an axis replaced. */
  Access with(String axis, Index value) {
    return new Access(
        node, coordinates.stream().map(each -> each.with(axis, value)).toList(), blocks);
  }

  /** The same element of each image. */
  Access ofImages() {
    List<Index> each = new ArrayList<>(coordinates);
    each.add(Index.variable(AxisNames.IMAGE));
    return new Access(node, each, blocks);
  }

  /** The boxes of a parameter of the given shape. */
  public List<StoredBlock> storedBlocks(Shape shape) {
    return blocks.orElseGet(() -> List.of(StoredBlock.whole(linear(0, shape.strides()))));
  }

  /** Whether steps along an axis of the contraction touch different elements. */
  public boolean dependsOn(String axis) {
    return coordinates.stream().anyMatch(index -> index.terms().containsKey(axis));
  }

  /** Whether an axis is all that moves the channel, and moves nothing else. */
  boolean isChannel(String axis) {
    return coordinates.getFirst().equals(Index.variable(axis))
        && coordinates.stream().skip(1).noneMatch(each -> each.terms().containsKey(axis));
  }

  /** The memory index for the given strides, as an affine function of the axes. */
  public Index linear(int origin, int[] strides) {
    return linear(origin, strides, strides.length);
  }

  /** The part of the memory index that the first {@code dimensions} coordinates decide. */
  public Index linear(int origin, int[] strides, int dimensions) {
    Index index = Index.of(origin);
    for (int d = 0; d < dimensions; d++) {
      index = index.plus(coordinates.get(d).times(strides[d]));
    }
    return index;
  }
}
