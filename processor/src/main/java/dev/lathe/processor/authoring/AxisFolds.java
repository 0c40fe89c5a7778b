package dev.lathe.processor.authoring;

import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.network.LayerOperation;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Means, sums and maxima along any axes, channels too: neighbouring axes that are folded become one
 * spatial axis, which a window covers. Those that lie apart are folded one after the other, the
 * last ones first.
 */
final class AxisFolds {
  private final Draft draft;

  AxisFolds(Draft draft) {
    this.draft = draft;
  }

  static String global(Reduction reduction) {
    return switch (reduction) {
      case MEAN -> "GlobalAvgPool";
      case MAXIMUM -> "GlobalMaxPool";
      case SUM -> "GlobalSumPool";
      case MINIMUM -> throw new UnsayableException("a minimum");
    };
  }

  /**
   * Writes the layers.
   *
   * @param axes of {@code shape}; they keep the extent 1
   */
  Draft.Held write(Draft.Held value, Shape shape, Reduction reduction, List<Integer> axes) {
    if (shape.rank() <= LayerOperation.MOST_AXES
        && !axes.contains(0)
        && value.shape().equals(shape)) {
      return windows(value, reduction, axes);
    }
    Draft.Held folded = value;
    Shape left = shape;
    int axis = shape.rank() - 1;
    while (axis >= 0) {
      int last = axis;
      boolean folds = axes.contains(axis);
      while (axis >= 0 && axes.contains(axis) == folds) {
        axis--;
      }
      if (folds) {
        folded = block(folded, left, reduction, axis + 1, last);
        for (int each = axis + 1; each <= last; each++) {
          left = left.withExtent(each, 1);
        }
      }
    }
    return folded;
  }

  /** Windows that cover some spatial axes. */
  private Draft.Held windows(Draft.Held value, Reduction reduction, List<Integer> axes) {
    Shape shape = value.shape();
    List<Integer> kernel =
        IntStream.range(1, shape.rank())
            .map(axis -> axes.contains(axis) ? shape.extent(axis) : 1)
            .boxed()
            .toList();
    Shape folded = shape;
    for (int axis : axes) {
      folded = folded.withExtent(axis, 1);
    }
    AnnotationText text = new AnnotationText(type(reduction)).with("value", kernel);
    return draft.put("pool", folded, text, value.layer());
  }

  private static String type(Reduction reduction) {
    return switch (reduction) {
      case MEAN -> "AvgPool";
      case MAXIMUM -> "MaxPool";
      case SUM -> "SumPool";
      case MINIMUM -> throw new UnsayableException("a minimum");
    };
  }

  private Draft.Held block(
      Draft.Held value, Shape shape, Reduction reduction, int first, int last) {
    int before = shape.product(0, first);
    int cells = shape.product(first, last + 1);
    int behind = shape.product(last + 1, shape.rank());
    Shape blocks = Shape.of(before, cells, behind);
    if (behind == 1) {
      blocks = Shape.of(before, cells);
      AnnotationText text = new AnnotationText(global(reduction));
      return draft.put("pool", Shape.of(before, 1), text, draft.as(value, blocks));
    }
    return windows(new Draft.Held(draft.as(value, blocks), blocks), reduction, List.of(1));
  }
}
