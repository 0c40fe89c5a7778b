package dev.lathe.processor.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * What is done with a stored parameter when weights are loaded, before they are packed: along some
 * axes its elements are multiplied by matrices. Each step is {@link Operation.TransformInput} with
 * one tile.
 *
 * @param label tells it from other transforms of the same parameter: {@code winograd 4}
 */
public record WeightTransform(String label, List<Step> steps) {

  public WeightTransform {
    steps = List.copyOf(steps);
  }

  /** One axis: {@code y[p C + c, .., 0, ..] = sum M[p, k] x[c, .., k, ..]}. */
  public record Step(int axis, Matrix matrix) {
    /** The shape of what becomes of a value of the given shape. */
    public Shape shape(Shape value) {
      List<Integer> extents = new ArrayList<>(value.extents());
      extents.set(0, value.channels() * matrix.height());
      extents.set(axis, 1);
      return new Shape(extents);
    }
  }

  /** The shape of what becomes of a parameter of the given shape. */
  public Shape shape(Shape stored) {
    Shape shape = stored;
    for (Step step : steps) {
      shape = step.shape(shape);
    }
    return shape;
  }
}
