package dev.lathe.processor.authoring;

import dev.lathe.processor.graph.Shape;
import java.util.List;

/**
 * Weighted sums of the cells of an axis: the axis becomes the channels of a convolution of single
 * cells, whose filters are the rows of weights.
 */
final class AxisProduct {
  /** A matrix of more figures is no way to say what moves cells. */
  static final long MOST_WEIGHTS = 1 << 24;

  private final Draft draft;

  AxisProduct(Draft draft) {
    this.draft = draft;
  }

  /** Writes the layers; the value that they make lies under a shape of its own. */
  Draft.Held write(Draft.Held value, int axis, List<double[]> rows) {
    Shape shape = value.shape();
    int cells = shape.extent(axis);
    int made = rows.size();
    if ((long) cells * made > MOST_WEIGHTS) {
      throw new UnsayableException("a movement of %d cells along an axis".formatted(cells));
    }
    int before = shape.product(0, axis);
    int behind = shape.product(axis + 1, shape.rank());
    Shape blocks = Shape.of(before, cells, behind);
    Draft.Held turned = new AxisOrder(draft).turn(value, blocks, List.of(1, 0, 2));
    String source = draft.as(turned, Shape.of(cells, before * behind));
    AnnotationText text =
        new AnnotationText("Conv").with("filters", made).with("kernel", 1).with("bias", "false");
    Draft.Held sums = draft.put("mix", Shape.of(made, before * behind), text, source);
    float[] weights = new float[made * cells];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = (float) rows.get(k / cells)[k % cells];
    }
    draft.tensors().add(sums.layer() + ".weight", Shape.of(made, cells, 1), weights);
    return new AxisOrder(draft).turn(sums, Shape.of(made, before, behind), List.of(1, 0, 2));
  }
}
