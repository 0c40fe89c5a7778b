package dev.lathe.processor.authoring;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.idiom.Idiom;
import dev.lathe.processor.network.LayerOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Layer, group and instance normalisation as annotations. A value is rows, each of which is
 * normalised by itself: where the axes that are normalised do not come last they are turned behind
 * the others, and back again.
 */
final class NormLayers {
  private final Draft draft;

  NormLayers(Draft draft) {
    this.draft = draft;
  }

  void write(Node node, Idiom.Standardised norm) {
    Shape shape = norm.x().shape();
    List<Integer> kept =
        IntStream.range(0, shape.rank())
            .filter(axis -> !norm.axes().contains(axis) && shape.extent(axis) > 1)
            .boxed()
            .toList();
    List<Integer> folded =
        norm.axes().stream().filter(axis -> shape.extent(axis) > 1).sorted().toList();
    int rows = kept.stream().map(shape::extent).reduce(1, Math::multiplyExact);
    boolean behind = kept.isEmpty() || folded.isEmpty() || kept.getLast() < folded.getFirst();
    if (behind) {
      draft.hold(node, rows(norm, draft.any(norm.x()), rows, norm.factors(), norm.offsets()));
      return;
    }
    List<Integer> order = new ArrayList<>(kept);
    order.addAll(folded);
    Draft.Held turned = new AxisOrder(draft).turn(draft.any(norm.x()), shape, order);
    Draft.Held standard =
        rows(
            norm,
            new Draft.Held(draft.as(turned, rowShape(rows, shape)), rowShape(rows, shape)),
            rows,
            turned(norm.factors(), shape, order),
            turned(norm.offsets(), shape, order));
    Shape lying = new Shape(order.stream().map(shape::extent).toList());
    List<Integer> sorted = order.stream().sorted().toList();
    List<Integer> back = sorted.stream().map(order::indexOf).toList();
    draft.hold(node, new AxisOrder(draft).turn(standard, lying, back));
  }

  private static Shape rowShape(int rows, Shape shape) {
    return Shape.of(rows, shape.size() / rows);
  }

  /** Figures of elements whose axes come in another order; axes of one cell are left out. */
  private static float[] turned(float[] figures, Shape shape, List<Integer> order) {
    int[] strides = shape.strides();
    float[] moved = new float[figures.length];
    for (int k = 0; k < moved.length; k++) {
      int rest = k;
      int from = 0;
      for (int axis : order.reversed()) {
        from += rest % shape.extent(axis) * strides[axis];
        rest /= shape.extent(axis);
      }
      moved[k] = figures[from];
    }
    return moved;
  }

  /** The norm of consecutive rows of a value. */
  private Draft.Held rows(
      Idiom.Standardised norm, Draft.Held value, int rows, float[] factors, float[] offsets) {
    int length = factors.length / rows;
    boolean plain = Figures.all(factors, 1) && Figures.all(offsets, 0);
    Shape shape = value.shape();
    int channels = shape.rank() == 0 ? 1 : shape.channels();
    int positions = factors.length / channels;
    boolean ofMaps =
        channels % rows == 0
            && positions > 1
            && Figures.isEven(factors, positions)
            && Figures.isEven(offsets, positions);
    if (ofMaps && (rows > 1 || !plain)) {
      return maps(norm, value, rows, plain, factors, offsets);
    }
    if (Figures.isPeriodic(factors, length) && Figures.isPeriodic(offsets, length)) {
      return layer(norm, value, rows, plain, factors, offsets);
    }
    throw new UnsayableException("a normalisation with a factor for each element");
  }

  private Draft.Held maps(
      Idiom.Standardised norm,
      Draft.Held value,
      int rows,
      boolean plain,
      float[] factors,
      float[] offsets) {
    int channels = value.shape().channels();
    boolean single = rows == channels;
    AnnotationText text = new AnnotationText(single ? "InstanceNorm" : "GroupNorm");
    if (!single) {
      text.with("groups", rows);
    }
    text.unless(1e-5, "epsilon", norm.epsilon()).unless(!single, "affine", !plain);
    String name = name(norm);
    draft.add(name, value.shape(), text, value.layer());
    if (!plain) {
      int positions = factors.length / channels;
      Shape stored = Shape.of(channels);
      draft.tensors().add(name + ".weight", stored, Figures.every(factors, positions));
      draft.tensors().add(name + ".bias", stored, Figures.every(offsets, positions));
    }
    return new Draft.Held(name, value.shape());
  }

  private Draft.Held layer(
      Idiom.Standardised norm,
      Draft.Held value,
      int rows,
      boolean plain,
      float[] factors,
      float[] offsets) {
    int length = factors.length / rows;
    int axis = axis(value.shape(), rows);
    Shape shape = axis < 0 ? Shape.of(rows, length) : value.shape();
    axis = axis < 0 ? 1 : axis;
    String source = draft.as(value, shape);
    AnnotationText text = new AnnotationText("LayerNorm");
    if (axis > 0) {
      text.with("axis", TensorLayers.axis(shape, axis));
    }
    text.unless(1e-5, "epsilon", norm.epsilon()).unless(true, "affine", !plain);
    String name = name(norm);
    draft.add(name, shape, text, source);
    if (!plain) {
      Shape stored = new Shape(shape.extents().subList(axis, shape.rank()));
      draft.tensors().add(name + ".weight", stored, Figures.front(factors, length));
      draft.tensors().add(name + ".bias", stored, Figures.front(offsets, length));
    }
    return new Draft.Held(name, shape);
  }

  /** The axis before which a shape has so many rows, or -1. */
  private static int axis(Shape shape, int rows) {
    int product = 1;
    for (int axis = 0; axis < shape.rank() && shape.rank() <= LayerOperation.MOST_AXES; axis++) {
      if (product == rows) {
        return axis;
      }
      product *= shape.extent(axis);
    }
    return -1;
  }

  private String name(Idiom.Standardised norm) {
    return norm.weight()
        .map(weight -> ((Operation.Parameter) weight.operation()).name())
        .map(tensor -> draft.names().ofWeight(tensor, "norm"))
        .orElseGet(() -> draft.names().ofKind("norm"));
  }
}
