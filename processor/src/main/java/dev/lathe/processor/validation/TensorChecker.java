package dev.lathe.processor.validation;

import dev.lathe.annotations.Axis;
import dev.lathe.annotations.UpsampleMode;
import dev.lathe.processor.declaration.Figure;
import dev.lathe.processor.declaration.Figures;
import dev.lathe.processor.declaration.OperationDeclaration;
import dev.lathe.processor.declaration.Place;
import dev.lathe.processor.declaration.Settings;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.network.ChannelShuffle;
import dev.lathe.processor.network.ContrastNormalisation;
import dev.lathe.processor.network.Enlargement;
import dev.lathe.processor.network.Gate;
import dev.lathe.processor.network.LayerOperation;
import dev.lathe.processor.network.Maxout;
import dev.lathe.processor.network.ParametricRelu;
import dev.lathe.processor.network.PixelShuffle;
import dev.lathe.processor.network.RadialBasis;
import dev.lathe.processor.network.ResponseNormalisation;
import dev.lathe.processor.network.Standardisation;
import dev.lathe.processor.network.TensorLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Checks an operation that is composed of the graph's general ones, and makes its model. Its
 * figures are checked against a shape that is wholly known; where an earlier mistake hides it, only
 * by themselves.
 */
final class TensorChecker {
  private static final int MOST_CELLS = 4096;

  private final Report report;
  private final String layer;
  private final OperationDeclaration.Tensor declaration;
  private final Settings settings;
  private final Optional<PartialShape> image;
  private final List<Optional<PartialShape>> inputs;
  private final Optional<PartialShape> input;
  private final FigureChecker figures;

  TensorChecker(
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
    this.input = inputs.getFirst();
    this.figures = figures;
  }

  CheckedOperation check() {
    boolean hasAxes = !needsAxes() || checkAxes();
    Optional<Shape> shape = input.flatMap(PartialShape::shape).filter(_ -> hasAxes);
    Optional<TensorLayer> model =
        model(shape).filter(found -> shape.isEmpty() || fits(found, shape.get()));
    Optional<PartialShape> output =
        model.isPresent() && shape.isPresent()
            ? Optional.of(output(model.get().output(shape.get())))
            : input.map(known -> PartialShape.unknown(known.spatialRank()));
    return new CheckedOperation(
        output, model.filter(_ -> shape.isPresent()).map(LayerOperation.Tensor::new));
  }

  private static PartialShape output(Shape shape) {
    return new PartialShape(extents(shape));
  }

  private static List<OptionalLong> extents(Shape shape) {
    return shape.extents().stream().map(extent -> OptionalLong.of(extent)).toList();
  }

  private boolean fits(TensorLayer model, Shape shape) {
    SizeChecker sizes = new SizeChecker(report, layer, declaration.place());
    return sizes.fits("output", extents(model.output(shape)))
        && model.parameters(layer, shape).stream()
            .allMatch(parameter -> sizes.fits("weight", extents(parameter.stored())));
  }

  private boolean needsAxes() {
    return switch (declaration.annotation()) {
      case "LocalContrastNorm",
          "Pad",
          "Upsample",
          "PixelShuffle",
          "PixelUnshuffle",
          "InstanceNorm",
          "MaxUnpool" ->
          true;
      case "LocalResponseNorm" -> settings.flag("withinChannels");
      default -> false;
    };
  }

  private boolean checkAxes() {
    boolean none = input.isPresent() && input.get().spatialRank() == 0;
    if (none) {
      report.add(
          Message.NO_SPATIAL_AXES,
          declaration.place(),
          layer,
          declaration.annotation(),
          input.get());
    }
    return !none;
  }

  private Optional<TensorLayer> model(Optional<Shape> shape) {
    return switch (declaration.annotation()) {
      case "ParametricRelu" -> Optional.of(new ParametricRelu(settings.flag("shared")));
      case "Glu" -> gate(shape);
      case "Maxout" ->
          count("value")
              .filter(pieces -> divides(pieces, "a number of channels", shape, 0, "value"))
              .map(Maxout::new);
      case "ChannelShuffle" ->
          count("groups")
              .filter(groups -> divides(groups, "a number of channels", shape, 0, "groups"))
              .map(ChannelShuffle::new);
      case "PixelShuffle" -> shuffle(shape);
      case "PixelUnshuffle" -> unshuffle(shape);
      case "Pad" ->
          new PaddingChecker(report, layer, declaration)
              .check(shape, figures.ends(settings.numbers("value")));
      case "Upsample" -> upsample(shape);
      case "LayerNorm" ->
          axis().stream()
              .boxed()
              .findFirst()
              .flatMap(axis -> norm("layer norm", shape.map(_ -> 1), axis, true));
      case "GroupNorm" ->
          norm(
              "group norm",
              count("groups")
                  .filter(groups -> divides(groups, "a number of channels", shape, 0, "groups")),
              0,
              false);
      case "InstanceNorm" -> norm("instance norm", shape.map(Shape::channels), 0, false);
      case "LocalResponseNorm" ->
          count("size")
              .filter(size -> checkCells("size", size, shape))
              .filter(this::checkBefore)
              .map(
                  size ->
                      new ResponseNormalisation(
                          size,
                          before(size),
                          settings.decimal("alpha").value(),
                          settings.decimal("beta").value(),
                          settings.decimal("k").value(),
                          settings.flag("withinChannels")));
      case "LocalContrastNorm" -> contrast();
      case "Rbf" -> count("value").map(RadialBasis::new);
      case "InvariantConv" ->
          new InvariantChecker(report, layer, declaration, image, input, figures).check(shape);
      case "KMaxPool", "DynamicKMaxPool", "Fold", "MaxUnpool" ->
          new RowChecker(report, layer, declaration, image, inputs, figures).check(shape);
      default -> throw new IllegalArgumentException("no model of @" + declaration.annotation());
    };
  }

  /** How many cells of a window stand before its middle. */
  private int before(int size) {
    int written = settings.number("before").orElseThrow().value();
    return written == -1 ? size / 2 : written;
  }

  private boolean checkBefore(int size) {
    int before = before(size);
    if (before < 0 || before >= size) {
      Figure<Integer> written = settings.number("before").orElseThrow();
      report.add(
          Message.OUT_OF_RANGE,
          written.place(),
          layer,
          declaration.annotation(),
          "before",
          before,
          "a number below size, " + size + ", or -1 for half of it");
      return false;
    }
    return true;
  }

  /** The axis that the annotation names, if the input is known to have it. */
  private OptionalInt axis() {
    return input.isEmpty()
        ? OptionalInt.empty()
        : AxisChecker.check(
            report,
            layer,
            declaration.annotation(),
            settings.constant("axis", Axis.class),
            input.get());
  }

  private Optional<TensorLayer> gate(Optional<Shape> shape) {
    if (shape.isEmpty()) {
      return Optional.empty();
    }
    OptionalInt index = axis();
    return index.isPresent() && divides(2, "an extent", shape, index.getAsInt(), "axis")
        ? Optional.of(new Gate(index.getAsInt()))
        : Optional.empty();
  }

  private Optional<TensorLayer> shuffle(Optional<Shape> shape) {
    Optional<Integer> factor = count("value");
    if (factor.isEmpty() || shape.isEmpty()) {
      return Optional.empty();
    }
    long cells = 1;
    for (int d = 0; d < shape.get().spatialRank() && cells < Integer.MAX_VALUE; d++) {
      cells *= factor.get();
    }
    return divides(cells, "a number of channels", shape, 0, "value")
        ? Optional.of(new PixelShuffle(factor.get(), false))
        : Optional.empty();
  }

  private Optional<TensorLayer> unshuffle(Optional<Shape> shape) {
    Optional<Integer> factor = count("value");
    if (factor.isEmpty() || shape.isEmpty()) {
      return Optional.empty();
    }
    for (int axis = 1; axis < shape.get().rank(); axis++) {
      if (!divides(factor.get(), "spatial extents", shape, axis, "value")) {
        return Optional.empty();
      }
    }
    return Optional.of(new PixelShuffle(factor.get(), true));
  }

  private Optional<TensorLayer> upsample(Optional<Shape> shape) {
    Optional<Figures> factors = settings.numbers("value");
    if (factors.isEmpty()) {
      return Optional.empty();
    }
    List<OptionalLong> each = figures.positive(factors.get());
    if (each.isEmpty() || each.stream().anyMatch(OptionalLong::isEmpty)) {
      return Optional.empty();
    }
    if (shape.isPresent() && !fitsEnlarged(shape.get(), each)) {
      return Optional.empty();
    }
    boolean linear = settings.constant("mode", UpsampleMode.class).value() == UpsampleMode.LINEAR;
    return Optional.of(
        new Enlargement(WindowFigures.ints(each), linear, linear && settings.flag("alignCorners")));
  }

  /** An extent may be too long for an int already. */
  private boolean fitsEnlarged(Shape shape, List<OptionalLong> factors) {
    List<OptionalLong> extents = new ArrayList<>(extents(shape));
    for (int d = 0; d < factors.size(); d++) {
      extents.set(d + 1, OptionalLong.of(shape.extent(d + 1) * factors.get(d).orElseThrow()));
    }
    return new SizeChecker(report, layer, declaration.place()).fits("output", extents);
  }

  private Optional<TensorLayer> contrast() {
    List<OptionalLong> size = figures.positive(settings.numbers("value").orElseThrow());
    if (size.isEmpty() || size.stream().anyMatch(OptionalLong::isEmpty)) {
      return Optional.empty();
    }
    List<Integer> extents = WindowFigures.ints(size);
    Figure<List<Double>> weights = settings.decimals("weights");
    double product = extents.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
    if (!checkCells(settings.numbers("value").orElseThrow().place(), "value", size, product)) {
      return Optional.empty();
    }
    int cells = (int) product;
    if (!weights.value().isEmpty() && weights.value().size() != cells) {
      report.add(
          Message.WINDOW_WEIGHTS,
          weights.place(),
          layer,
          declaration.annotation(),
          Wording.entries(weights.value().size()),
          Wording.times(size),
          cells);
      return Optional.empty();
    }
    return Optional.of(
        new ContrastNormalisation(
            extents,
            weights.value().isEmpty() ? ContrastNormalisation.gaussian(extents) : weights.value(),
            settings.flag("subtractive"),
            settings.flag("divisive"),
            settings.decimal("floor").value(),
            settings.flag("renormalise")));
  }

  /** Windows of more cells than a kernel can name one by one are nothing that anybody means. */
  private boolean checkCells(String element, int size, Optional<Shape> shape) {
    int axes = settings.flag("withinChannels") ? shape.map(Shape::spatialRank).orElse(1) : 1;
    return checkCells(
        settings.number(element).orElseThrow().place(),
        element,
        List.of(OptionalLong.of(size)),
        Math.pow(size, axes));
  }

  private boolean checkCells(
      Place place, String element, List<OptionalLong> extents, double cells) {
    boolean fits = cells <= MOST_CELLS;
    if (!fits) {
      report.add(
          Message.OUT_OF_RANGE,
          place,
          layer,
          declaration.annotation(),
          element,
          Wording.times(extents),
          String.format(Locale.ROOT, "windows of at most %,d cells", MOST_CELLS));
    }
    return fits;
  }

  private Optional<TensorLayer> norm(
      String title, Optional<Integer> groups, int axis, boolean perElement) {
    Figure<Double> epsilon = settings.decimal("epsilon");
    if (!(epsilon.value() > 0)) {
      report.add(
          Message.OUT_OF_RANGE,
          epsilon.place(),
          layer,
          declaration.annotation(),
          "epsilon",
          epsilon.value(),
          "a number above 0");
      return Optional.empty();
    }
    return groups.map(
        number ->
            new Standardisation(
                title
                    + (title.startsWith("group") ? " " + number : "")
                    + (axis > 0 ? " from axis " + axis + " on" : ""),
                number,
                axis,
                epsilon.value(),
                settings.flag("affine"),
                perElement));
  }

  private Optional<Integer> count(String element) {
    OptionalLong count = figures.count(element, settings.number(element));
    return count.isPresent() ? Optional.of((int) count.getAsLong()) : Optional.empty();
  }

  private boolean divides(
      long divisor, String what, Optional<Shape> shape, int axis, String element) {
    if (shape.isEmpty() || shape.get().extent(axis) % divisor == 0) {
      return true;
    }
    report.add(
        Message.NOT_DIVISIBLE,
        settings.number(element).map(Figure::place).orElse(declaration.place()),
        layer,
        declaration.annotation(),
        what,
        divisor,
        shape.get(),
        shape.get().extent(axis));
    return false;
  }
}
