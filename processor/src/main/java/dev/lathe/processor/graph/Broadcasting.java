package dev.lathe.processor.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Values of different shapes in one element-wise operation, as numpy treats them. */
public final class Broadcasting {
  private Broadcasting() {}

  /**
   * The shape that all operands are stretched to: axes are aligned at the last one, an extent of 1
   * (or an axis that is not there) stretches to any other.
   *
   * @throws MisfitException if two extents differ and neither is 1
   */
  public static Shape shape(List<Shape> operands) {
    int rank = operands.stream().mapToInt(Shape::rank).max().orElseThrow();
    List<Integer> extents = new ArrayList<>(Collections.nCopies(rank, 1));
    for (Shape operand : operands) {
      int missing = rank - operand.rank();
      for (int axis = missing; axis < rank; axis++) {
        int extent = operand.extent(axis - missing);
        if (extents.get(axis) == 1) {
          extents.set(axis, extent);
        } else if (extent != 1 && extent != extents.get(axis)) {
          throw new MisfitException("the shapes %s do not broadcast".formatted(operands));
        }
      }
    }
    return new Shape(extents);
  }

  /**
   * For each axis of {@code result} what a step along it moves in an operand of the given shape and
   * strides: 0 where the operand is stretched.
   */
  public static int[] strides(Shape result, Shape operand, int[] strides) {
    int[] steps = new int[result.rank()];
    int missing = result.rank() - operand.rank();
    for (int axis = missing; axis < steps.length; axis++) {
      boolean stretched = operand.extent(axis - missing) == 1 && result.extent(axis) > 1;
      steps[axis] = stretched ? 0 : strides[axis - missing];
    }
    return steps;
  }

  /** The axes of {@code result} along which an operand of the given shape is stretched. */
  public static List<Integer> stretched(Shape result, Shape operand) {
    List<Integer> axes = new ArrayList<>();
    int missing = result.rank() - operand.rank();
    for (int axis = 0; axis < result.rank(); axis++) {
      boolean single = axis < missing || operand.extent(axis - missing) == 1;
      if (single && result.extent(axis) > 1) {
        axes.add(axis);
      }
    }
    return axes;
  }
}
