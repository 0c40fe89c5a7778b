package dev.lathe.processor.validation;

import dev.lathe.annotations.Axis;
import dev.lathe.processor.declaration.Figure;
import dev.lathe.processor.declaration.OperationDeclaration;
import dev.lathe.processor.declaration.Settings;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.network.Folding;
import dev.lathe.processor.network.KMaxPooling;
import dev.lathe.processor.network.TensorLayer;
import dev.lathe.processor.network.Unpooling;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Checks layers that choose among the elements of a row, or put them elsewhere. */
final class RowChecker {
  private final Report report;
  private final String layer;
  private final OperationDeclaration.Tensor declaration;
  private final Settings settings;
  private final Optional<PartialShape> image;
  private final List<Optional<PartialShape>> inputs;
  private final FigureChecker figures;

  /**
   * Checks a layer.
   *
   * @param image what is known of the network's input
   * @param inputs what is known of the shapes that the layer reads
   */
  RowChecker(
      Report report,
      String layer,
      OperationDeclaration.Tensor declaration,
      Optional<PartialShape> image,
      List<Optional<PartialShape>> inputs,
      FigureChecker figures) {
    this.report = report;
    this.layer = layer;
    this.declaration = declaration;
    this.settings = declaration.settings();
    this.image = image;
    this.inputs = inputs;
    this.figures = figures;
  }

  /** The layer's model, if its figures are valid and the shape that it reads is known. */
  Optional<TensorLayer> check(Optional<Shape> shape) {
    return switch (declaration.annotation()) {
      case "KMaxPool" -> count("value").flatMap(count -> keep(count, shape));
      case "DynamicKMaxPool" -> dynamic().flatMap(count -> keep(count, shape));
      case "Fold" -> fold(shape);
      case "MaxUnpool" -> unpool();
      default -> throw new IllegalArgumentException("@" + declaration.annotation());
    };
  }

  private Optional<TensorLayer> keep(int count, Optional<Shape> shape) {
    int row = shape.map(known -> known.extent(known.rank() - 1)).orElse(count);
    if (count > row) {
      report.add(
          Message.TOO_MANY_KEPT,
          settings.number("value").map(Figure::place).orElse(declaration.place()),
          layer,
          declaration.annotation(),
          count,
          shape.orElseThrow(),
          row);
      return Optional.empty();
    }
    return Optional.of(new KMaxPooling(count));
  }

  /** How many elements the formula keeps. */
  private Optional<Integer> dynamic() {
    Optional<Integer> top = count("top");
    Optional<Integer> number = count("layer");
    Optional<Integer> layers = count("layers");
    Figure<Integer> written = settings.number("length").orElseThrow();
    OptionalLong length =
        written.value() > 0
            ? OptionalLong.of(written.value())
            : image.map(shape -> shape.extents().getLast()).orElse(OptionalLong.empty());
    if (written.value() < 0) {
      outOfRange("length", written, "0 or more");
      return Optional.empty();
    }
    if (number.isPresent() && layers.isPresent() && number.get() > layers.get()) {
      outOfRange(
          "layer", settings.number("layer").orElseThrow(), "at most layers, " + layers.get());
      return Optional.empty();
    }
    if (top.isEmpty() || number.isEmpty() || layers.isEmpty() || length.isEmpty()) {
      return Optional.empty();
    }
    long rest = (long) (layers.get() - number.get());
    long kept = Math.ceilDiv(Math.multiplyExact(rest, length.getAsLong()), (long) layers.get());
    return Optional.of(Math.max(top.get(), Math.toIntExact(kept)));
  }

  private void outOfRange(String element, Figure<Integer> figure, String range) {
    report.add(
        Message.OUT_OF_RANGE,
        figure.place(),
        layer,
        declaration.annotation(),
        element,
        figure.value(),
        range);
  }

  private Optional<TensorLayer> fold(Optional<Shape> shape) {
    Optional<Integer> count = count("value");
    if (count.isEmpty() || shape.isEmpty()) {
      return Optional.empty();
    }
    OptionalInt axis =
        AxisChecker.check(
            report,
            layer,
            declaration.annotation(),
            settings.constant("axis", Axis.class),
            inputs.getFirst().orElseThrow());
    if (axis.isEmpty()) {
      return Optional.empty();
    }
    if (shape.get().extent(axis.getAsInt()) % count.get() != 0) {
      report.add(
          Message.NOT_DIVISIBLE,
          settings.number("value").map(Figure::place).orElse(declaration.place()),
          layer,
          declaration.annotation(),
          "an extent",
          count.get(),
          shape.get(),
          shape.get().extent(axis.getAsInt()));
      return Optional.empty();
    }
    return Optional.of(new Folding(count.get(), axis.getAsInt()));
  }

  private Optional<TensorLayer> unpool() {
    List<OptionalLong> extents = settings.numbers("value").map(figures::positive).orElse(List.of());
    Optional<Shape> value = inputs.getFirst().flatMap(PartialShape::shape);
    Optional<Shape> positions = inputs.get(1).flatMap(PartialShape::shape);
    if (value.isPresent() && positions.isPresent() && !value.equals(positions)) {
      report.add(
          Message.POSITIONS_DIFFER,
          declaration.sources().get(1).place(),
          layer,
          value.get(),
          declaration.sources().get(1).value(),
          positions.get());
      return Optional.empty();
    }
    if (extents.isEmpty() || extents.stream().anyMatch(OptionalLong::isEmpty)) {
      return Optional.empty();
    }
    PartialShape output = PartialShape.of(channels(), extents);
    boolean fits =
        new SizeChecker(report, layer, declaration.place()).fits("output", output.extents());
    return fits ? Optional.of(new Unpooling(WindowFigures.ints(extents))) : Optional.empty();
  }

  private OptionalLong channels() {
    return inputs.getFirst().map(PartialShape::channels).orElse(OptionalLong.empty());
  }

  private Optional<Integer> count(String element) {
    OptionalLong count = figures.count(element, settings.number(element));
    return count.isPresent() ? Optional.of((int) count.getAsLong()) : Optional.empty();
  }
}
