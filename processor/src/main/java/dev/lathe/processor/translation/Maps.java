package dev.lathe.processor.translation;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.onnx.ElementType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * ONNX's maps {@code [N, C, spatial]} as the graph's {@code [C, spatial]}. Several images become
 * one spatial axis more, along which windows are one cell wide.
 */
record Maps(Nodes nodes, int images) {

  static Maps of(Nodes nodes, Term x) {
    if (x.rank() < 2) {
      throw new TranslationException("a map, got a value of shape " + x.shape());
    }
    return new Maps(nodes, x.extent(0));
  }

  private boolean isSingle() {
    return images == 1;
  }

  Node node(Term x) {
    if (isSingle()) {
      return nodes.reshaped(nodes.node(x), Nodes.kept(x.shape()));
    }
    // A transpose of a single channel moves nothing, and may leave the channel out of the shape.
    Term turned = nodes.transpose(x, turned(x.rank()));
    return nodes.reshaped(nodes.node(turned), turned.shape());
  }

  /** The value of a node that lies as {@link #node} made it. */
  Term term(Node node, ElementType type) {
    if (isSingle()) {
      List<Integer> extents = new ArrayList<>(List.of(1));
      extents.addAll(node.shape().extents());
      return nodes.term(node, new Shape(extents), type);
    }
    Term turned = nodes.term(node, node.shape(), type);
    return nodes.transpose(turned, turned(node.shape().rank()));
  }

  /** Channels and images change places. */
  private static List<Integer> turned(int rank) {
    return IntStream.range(0, rank).map(axis -> axis < 2 ? 1 - axis : axis).boxed().toList();
  }

  /** A weight {@code [O, I, kernel]} in the shape that the convolution computes with. */
  Shape weight(Shape shape) {
    if (isSingle()) {
      return shape;
    }
    List<Integer> extents = new ArrayList<>(shape.extents());
    extents.add(2, 1);
    return new Shape(extents);
  }

  Window window(Window window) {
    return isSingle()
        ? window
        : new Window(
            with(1, window.kernel()),
            with(1, window.stride()),
            with(0, window.before()),
            with(0, window.after()),
            with(1, window.dilation()));
  }

  /** The figures of the spatial axes, with one for the images before them. */
  List<Integer> with(int figure, List<Integer> figures) {
    if (isSingle()) {
      return figures;
    }
    List<Integer> all = new ArrayList<>(List.of(figure));
    all.addAll(figures);
    return all;
  }
}
