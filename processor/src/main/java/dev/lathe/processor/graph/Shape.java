package dev.lathe.processor.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The extents of one image's value, channels first: {@code [C]}, {@code [C, W]}, {@code [C, H, W]}
 * or {@code [C, D, H, W]}; {@code []} is a scalar such as a loss. There is no batch axis: a batch
 * is many images.
 */
public record Shape(List<Integer> extents) {

  public Shape {
    extents = List.copyOf(extents);
  }

  public static Shape of(int... extents) {
    return new Shape(IntStream.of(extents).boxed().toList());
  }

  /** A map of {@code channels} channels over the given spatial extents. */
  public static Shape map(int channels, int[] spatial) {
    return new Shape(
        IntStream.concat(IntStream.of(channels), IntStream.of(spatial)).boxed().toList());
  }

  public int rank() {
    return extents.size();
  }

  public int extent(int axis) {
    return extents.get(axis);
  }

  /** The same with another extent along one axis. */
  public Shape withExtent(int axis, int extent) {
    List<Integer> changed = new ArrayList<>(extents);
    changed.set(axis, extent);
    return new Shape(changed);
  }

  /** The number of feature maps, 1 for a scalar. */
  public int channels() {
    return extents.isEmpty() ? 1 : extents.get(0);
  }

  public int spatialRank() {
    return Math.max(0, extents.size() - 1);
  }

  /** The extents behind the channel axis. */
  public int[] spatial() {
    return extents.stream().skip(1).mapToInt(Integer::intValue).toArray();
  }

  /** The number of positions of one map. */
  public int positions() {
    return IntStream.of(spatial()).reduce(1, Sizes::product);
  }

  /** The number of elements. */
  public int size() {
    return extents.stream().mapToInt(Integer::intValue).reduce(1, Sizes::product);
  }

  /** The number of elements along the axes {@code from} to {@code to - 1}. */
  public int product(int from, int to) {
    return extents.subList(from, to).stream().mapToInt(Integer::intValue).reduce(1, Sizes::product);
  }

  /** Row-major strides, in elements. */
  public int[] strides() {
    int[] strides = new int[extents.size()];
    int stride = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= extents.get(axis);
    }
    return strides;
  }

  /** As users read it: {@code 6x28x28}. */
  @Override
  public String toString() {
    return extents.isEmpty()
        ? "scalar"
        : extents.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }
}
