package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.Figure;
import dev.lathe.processor.declaration.OperationDeclaration;
import dev.lathe.processor.network.LayerOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Checks that a slice lies inside of what it is cut from. */
final class SliceChecker {
  private final Report report;
  private final String layer;
  private final OperationDeclaration.Slice slice;
  private final Optional<PartialShape> input;

  SliceChecker(
      Report report, String layer, OperationDeclaration.Slice slice, Optional<PartialShape> input) {
    this.report = report;
    this.layer = layer;
    this.slice = slice;
    this.input = input;
  }

  CheckedOperation check() {
    if (input.isEmpty() || slice.begin().isEmpty() || slice.end().isEmpty()) {
      return new CheckedOperation(Optional.empty(), Optional.empty());
    }
    PartialShape shape = input.get();
    OptionalInt axis = AxisChecker.check(report, layer, slice.annotation(), slice.axis(), shape);
    Figure<Integer> begin = slice.begin().get();
    Figure<Integer> end = slice.end().get();
    boolean ordered = begin.value() >= 0 && begin.value() < end.value();
    if (!ordered) {
      report.add(Message.SLICE_ORDER, end.place(), layer, begin.value(), end.value());
    }
    if (axis.isEmpty() || !ordered) {
      return new CheckedOperation(
          Optional.of(PartialShape.unknown(shape.spatialRank())), Optional.empty());
    }
    OptionalLong extent = shape.extents().get(axis.getAsInt());
    if (extent.isPresent() && end.value() > extent.getAsLong()) {
      report.add(Message.SLICE_RANGE, end.place(), layer, end.value(), shape, extent.getAsLong());
    }
    List<OptionalLong> extents = new ArrayList<>(shape.extents());
    extents.set(axis.getAsInt(), OptionalLong.of(end.value() - begin.value()));
    return new CheckedOperation(
        Optional.of(new PartialShape(extents)),
        Optional.of(new LayerOperation.Slice(axis.getAsInt(), begin.value(), end.value())));
  }
}
