package dev.lathe.processor.translation;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A value as a transposition of a node that has not been written (yet).
 *
 * @param order axis k of the value is axis {@code order[k]} of the node
 */
record Moved(Node node, List<Integer> order) {

  Moved {
    order = List.copyOf(order);
  }

  static Moved still(Node node) {
    return new Moved(node, inPlace(node.shape().rank()));
  }

  static List<Integer> inPlace(int rank) {
    return IntStream.range(0, rank).boxed().toList();
  }

  boolean isStill() {
    return order.equals(inPlace(order.size()));
  }

  int rank() {
    return order.size();
  }

  /** The value's shape. */
  Shape shape() {
    return new Shape(order.stream().map(node.shape()::extent).toList());
  }

  /** For every axis of the node that of the value. */
  static List<Integer> inverse(List<Integer> order) {
    List<Integer> inverse = new ArrayList<>(Collections.nCopies(order.size(), 0));
    for (int axis = 0; axis < order.size(); axis++) {
      inverse.set(order.get(axis), axis);
    }
    return inverse;
  }

  /** The node's axes with more than one element, in the order that they have in the value. */
  List<Integer> axes() {
    return order.stream().filter(axis -> node.shape().extent(axis) != 1).toList();
  }

  /**
   * The node's axes with more than one element, in the order that they have if a value of rank
   * {@code wanted.size()}, along whose last axes this one lies, is to be moved to {@code wanted}.
   */
  List<Integer> axesAlong(List<Integer> wanted) {
    int before = wanted.size() - rank();
    List<Integer> axes = new ArrayList<>();
    for (int axis : inverse(wanted)) {
      if (axis >= before && node.shape().extent(order.get(axis - before)) != 1) {
        axes.add(order.get(axis - before));
      }
    }
    return axes;
  }

  /** The shape that this value has if one of rank {@code wanted.size()} is moved so. */
  Shape shapeAlong(List<Integer> wanted) {
    int before = wanted.size() - rank();
    List<Integer> extents = new ArrayList<>();
    for (int axis : inverse(wanted)) {
      extents.add(axis < before ? 1 : node.shape().extent(order.get(axis - before)));
    }
    return new Shape(extents);
  }
}
