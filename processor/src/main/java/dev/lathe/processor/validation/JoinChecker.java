package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.Figure;
import dev.lathe.processor.declaration.OperationDeclaration;
import dev.lathe.processor.network.LayerOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Checks operations that read several layers: that their shapes meet. */
final class JoinChecker {
  private final Report report;
  private final String layer;
  private final OperationDeclaration.Join join;
  private final List<Optional<PartialShape>> inputs;

  /**
   * Checks a layer.
   *
   * @param inputs what is known of the shapes it reads
   */
  JoinChecker(
      Report report,
      String layer,
      OperationDeclaration.Join join,
      List<Optional<PartialShape>> inputs) {
    this.report = report;
    this.layer = layer;
    this.join = join;
    this.inputs = inputs;
  }

  CheckedOperation check() {
    if (join.named().isEmpty()) {
      report.add(Message.NOTHING_NAMED, join.place(), layer, join.annotation());
    }
    if (inputs.stream().anyMatch(Optional::isEmpty)) {
      return new CheckedOperation(Optional.empty(), Optional.empty());
    }
    List<PartialShape> shapes = inputs.stream().flatMap(Optional::stream).toList();
    return switch (join.kind()) {
      case SUM -> elementwise(shapes, new LayerOperation.Sum());
      case PRODUCT -> elementwise(shapes, new LayerOperation.Product());
      case CONCATENATION -> concatenation(shapes);
    };
  }

  private CheckedOperation elementwise(List<PartialShape> shapes, LayerOperation operation) {
    return fold(shapes, OptionalInt.empty())
        .map(shape -> new CheckedOperation(Optional.of(shape), Optional.of(operation)))
        .orElseGet(() -> unknown(shapes));
  }

  private CheckedOperation concatenation(List<PartialShape> shapes) {
    OptionalInt axis =
        AxisChecker.check(
            report, layer, join.annotation(), join.axis().orElseThrow(), shapes.getFirst());
    if (axis.isEmpty()) {
      return unknown(shapes);
    }
    return fold(shapes, axis)
        .map(
            shape ->
                new CheckedOperation(
                    Optional.of(shape),
                    Optional.of(new LayerOperation.Concatenation(axis.getAsInt()))))
        .orElseGet(() -> unknown(shapes));
  }

  private static CheckedOperation unknown(List<PartialShape> shapes) {
    return new CheckedOperation(
        Optional.of(PartialShape.unknown(shapes.getFirst().spatialRank())), Optional.empty());
  }

  /** The shape of all together; along {@code sum} extents add up. Empty if they do not meet. */
  private Optional<PartialShape> fold(List<PartialShape> shapes, OptionalInt sum) {
    List<Figure<String>> sources = join.sources();
    PartialShape all = shapes.getFirst();
    for (int i = 1; i < shapes.size(); i++) {
      Optional<PartialShape> both = meet(all, shapes.get(i), sum);
      if (both.isEmpty()) {
        report.add(
            message(all, shapes.get(i), sum),
            sources.get(i).place(),
            layer,
            join.annotation(),
            name(sources.getFirst()),
            shapes.getFirst(),
            name(sources.get(i)),
            shapes.get(i),
            join.axis().map(axis -> axis.value().name()).orElse(""));
        return Optional.empty();
      }
      all = both.get();
    }
    return Optional.of(all);
  }

  private Message message(PartialShape one, PartialShape other, OptionalInt sum) {
    if (one.spatialRank() != other.spatialRank()) {
      return Message.RANKS_DIFFER;
    }
    return sum.isPresent()
        ? Message.EXTENTS_DIFFER
        : join.broadcast() ? Message.NOT_BROADCAST : Message.SHAPES_DIFFER;
  }

  private static String name(Figure<String> source) {
    return source.value().isEmpty() ? "the layer before" : source.value();
  }

  private Optional<PartialShape> meet(PartialShape one, PartialShape other, OptionalInt sum) {
    if (one.spatialRank() != other.spatialRank()) {
      return Optional.empty();
    }
    List<OptionalLong> extents = new ArrayList<>();
    for (int axis = 0; axis < one.extents().size(); axis++) {
      OptionalLong a = one.extents().get(axis);
      OptionalLong b = other.extents().get(axis);
      boolean known = a.isPresent() && b.isPresent();
      if (sum.isPresent() && sum.getAsInt() == axis) {
        extents.add(known ? OptionalLong.of(a.getAsLong() + b.getAsLong()) : OptionalLong.empty());
      } else if (!known) {
        extents.add(join.broadcast() ? OptionalLong.empty() : a.isPresent() ? a : b);
      } else if (a.getAsLong() == b.getAsLong() || (join.broadcast() && b.getAsLong() == 1)) {
        extents.add(a);
      } else if (join.broadcast() && a.getAsLong() == 1) {
        extents.add(b);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new PartialShape(extents));
  }
}
