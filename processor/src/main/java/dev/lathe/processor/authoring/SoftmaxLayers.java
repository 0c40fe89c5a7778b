package dev.lathe.processor.authoring;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.idiom.Idiom;
import dev.lathe.processor.network.LayerOperation;
import java.util.List;

/** Softmax along any axes that lie side by side. */
final class SoftmaxLayers {
  private final Draft draft;

  SoftmaxLayers(Draft draft) {
    this.draft = draft;
  }

  void write(Node node, Idiom.Softmax softmax) {
    Shape shape = softmax.x().shape();
    List<Integer> axes =
        softmax.axes().stream().filter(axis -> shape.extent(axis) > 1).sorted().toList();
    if (axes.isEmpty()) {
      axes = softmax.axes().subList(0, 1);
    }
    int first = axes.getFirst();
    int last = axes.getLast();
    if (last - first != axes.size() - 1) {
      throw new UnsayableException("a softmax along axes that lie apart");
    }
    AnnotationText text = new AnnotationText(softmax.logarithm() ? "LogSoftmax" : "Softmax");
    if (first == last && shape.rank() <= LayerOperation.MOST_AXES) {
      add(node, text, draft.as(softmax.x()), shape, first);
      return;
    }
    int before = shape.product(0, first);
    int behind = shape.product(last + 1, shape.rank());
    Shape blocks =
        before == 1
            ? Shape.of(shape.product(first, last + 1), behind)
            : Shape.of(before, shape.product(first, last + 1), behind);
    add(node, text, draft.as(softmax.x(), blocks), blocks, before == 1 ? 0 : 1);
  }

  private void add(Node node, AnnotationText text, String source, Shape shape, int axis) {
    if (axis > 0) {
      text.with("axis", TensorLayers.axis(shape, axis));
    }
    draft.hold(node, draft.activation("softmax", shape, text, source));
  }
}
