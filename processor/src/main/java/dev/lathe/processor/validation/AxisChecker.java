package dev.lathe.processor.validation;

import dev.lathe.annotations.Axis;
import dev.lathe.processor.declaration.Figure;
import java.util.OptionalInt;

/** Checks that a shape has the axis that an annotation names. */
final class AxisChecker {
  private AxisChecker() {}

  /** The axis' index, if the shape has it. */
  static OptionalInt check(
      Report report, String layer, String annotation, Figure<Axis> axis, PartialShape shape) {
    OptionalInt index = Axes.of(axis.value(), shape.extents().size());
    if (index.isEmpty()) {
      report.add(Message.NO_SUCH_AXIS, axis.place(), layer, annotation, axis.value(), shape);
    }
    return index;
  }
}
