package dev.lathe.processor.network;

import dev.lathe.processor.graph.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Shapes made of other shapes. */
final class Shapes {
  private Shapes() {}

  /** The same shape with another extent of one axis. */
  static Shape with(Shape shape, int axis, int extent) {
    List<Integer> extents = new ArrayList<>(shape.extents());
    extents.set(axis, extent);
    return new Shape(extents);
  }

  /** One element a channel, stretched over the positions of a map. */
  static Shape perChannel(Shape map) {
    List<Integer> extents = new ArrayList<>(Collections.nCopies(map.rank(), 1));
    extents.set(0, map.channels());
    return new Shape(extents);
  }

  /** All axes of a shape but the first. */
  static List<Integer> spatialAxes(Shape shape) {
    return IntStream.range(1, shape.rank()).boxed().toList();
  }
}
