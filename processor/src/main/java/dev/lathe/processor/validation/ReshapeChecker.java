package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.Figure;
import dev.lathe.processor.declaration.Figures;
import dev.lathe.processor.declaration.OperationDeclaration;
import dev.lathe.processor.network.LayerOperation;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Checks that a new shape has as many elements as the old one. */
final class ReshapeChecker {
  private final Report report;
  private final String layer;
  private final OperationDeclaration.Reshape reshape;
  private final Optional<PartialShape> input;

  ReshapeChecker(
      Report report,
      String layer,
      OperationDeclaration.Reshape reshape,
      Optional<PartialShape> input) {
    this.report = report;
    this.layer = layer;
    this.reshape = reshape;
    this.input = input;
  }

  CheckedOperation check() {
    if (reshape.shape().isEmpty()) {
      return new CheckedOperation(Optional.empty(), Optional.empty());
    }
    Figures figures = reshape.shape().get();
    int rank = figures.entries().size();
    if (rank < 1 || rank > LayerOperation.MOST_AXES) {
      report.add(Message.RESHAPE_ENTRIES, figures.place(), layer, Wording.entries(rank));
      return new CheckedOperation(Optional.empty(), Optional.empty());
    }
    FigureChecker checker = new FigureChecker(report, layer, "Reshape", Optional.empty());
    List<OptionalLong> extents =
        figures.entries().stream().map(entry -> count(checker, entry)).toList();
    PartialShape shape = new PartialShape(extents);
    Optional<BigInteger> before = input.flatMap(PartialShape::size);
    Optional<BigInteger> after = shape.size();
    if (before.isPresent() && after.isPresent() && !before.get().equals(after.get())) {
      report.add(
          Message.RESHAPE_SIZE,
          figures.place(),
          layer,
          shape,
          after.get(),
          input.orElseThrow(),
          before.get());
      return new CheckedOperation(Optional.of(shape), Optional.empty());
    }
    return new CheckedOperation(
        Optional.of(shape), shape.shape().map(known -> new LayerOperation.Reshape()));
  }

  private static OptionalLong count(FigureChecker checker, Figure<Integer> entry) {
    return checker.count("value", Optional.of(entry));
  }
}
