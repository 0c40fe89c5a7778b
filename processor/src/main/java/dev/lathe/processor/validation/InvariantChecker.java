package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.Figure;
import dev.lathe.processor.declaration.Figures;
import dev.lathe.processor.declaration.OperationDeclaration;
import dev.lathe.processor.declaration.Place;
import dev.lathe.processor.declaration.Settings;
import dev.lathe.processor.declaration.WindowDeclaration;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.network.FilterTransforms;
import dev.lathe.processor.network.InvariantConvolution;
import dev.lathe.processor.network.TensorLayer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Checks {@code @InvariantConv}. */
final class InvariantChecker {
  private static final Set<Integer> ROTATIONS = Set.of(1, 2, 4, 8);
  private static final double SMALLEST = 0.25;
  private static final double LARGEST = 4;

  private final Report report;
  private final String layer;
  private final OperationDeclaration.Tensor declaration;
  private final Settings settings;
  private final Optional<PartialShape> image;
  private final Optional<PartialShape> input;
  private final FigureChecker figures;

  InvariantChecker(
      Report report,
      String layer,
      OperationDeclaration.Tensor declaration,
      Optional<PartialShape> image,
      Optional<PartialShape> input,
      FigureChecker figures) {
    this.report = report;
    this.layer = layer;
    this.declaration = declaration;
    this.settings = declaration.settings();
    this.image = image;
    this.input = input;
    this.figures = figures;
  }

  /** The layer's model, if its figures are valid and the shape that it reads is known. */
  Optional<TensorLayer> check(Optional<Shape> shape) {
    OptionalLong filters = figures.count("filters", settings.number("filters"));
    Optional<FilterTransforms> transforms = transforms();
    if (input.isPresent() && input.get().spatialRank() != 2) {
      report.add(Message.FLAT_TRANSFORMS, declaration.place(), layer, input.get());
      return Optional.empty();
    }
    Optional<Figures> kernel = settings.numbers("kernel");
    if (kernel.isEmpty() || shape.isEmpty()) {
      return Optional.empty();
    }
    WindowFigures written = figures.window(window(kernel));
    new WindowChecker(report, layer, declaration.place(), written, image, input.orElseThrow())
        .slide("kernel", kernel.get(), filters);
    Optional<Window> window = written.within(input).window().filter(w -> fits(w, shape.get()));
    if (window.isEmpty() || transforms.isEmpty() || filters.isEmpty()) {
      return Optional.empty();
    }
    if (transforms.get().turnsSquares() && !isSquare(window.get())) {
      report.add(
          Message.SQUARE_FILTERS, kernel.get().place(), layer, Wording.times(written.kernel()));
      return Optional.empty();
    }
    int maps = Math.toIntExact(filters.getAsLong());
    List<OptionalLong> weight =
        List.of(
            OptionalLong.of((long) maps * transforms.get().count()),
            OptionalLong.of((long) shape.get().channels() * transforms.get().cells(window.get())));
    return new SizeChecker(report, layer, declaration.place()).fits("weight", weight)
        ? Optional.of(
            new InvariantConvolution(window.get(), maps, transforms.get(), settings.flag("bias")))
        : Optional.empty();
  }

  private static boolean fits(Window window, Shape shape) {
    return window.outputExtent(0, shape.extent(1)) > 0
        && window.outputExtent(1, shape.extent(2)) > 0;
  }

  private static boolean isSquare(Window window) {
    return window.kernel().get(0).equals(window.kernel().get(1));
  }

  private WindowDeclaration window(Optional<Figures> kernel) {
    Figures dilation =
        new Figures("dilation", List.of(new Figure<>(1, declaration.place())), declaration.place());
    return new WindowDeclaration(
        kernel,
        settings.numbers("stride").orElseThrow(),
        settings.numbers("padding").orElseThrow(),
        dilation,
        false);
  }

  private Optional<FilterTransforms> transforms() {
    Figure<Integer> rotations = settings.number("rotations").orElseThrow();
    boolean valid = ROTATIONS.contains(rotations.value());
    if (!valid) {
      outOfRange(rotations.place(), "rotations", rotations.value(), "1, 2, 4 or 8");
    }
    Figure<List<Double>> scales = settings.decimals("scales");
    if (scales.value().isEmpty()) {
      outOfRange(scales.place(), "scales", "empty", "1 for the filter as it is");
      valid = false;
    }
    for (double scale : scales.value()) {
      if (!(scale >= SMALLEST && scale <= LARGEST)) {
        outOfRange(scales.place(), "scales", scale, "factors from 0.25 to 4");
        valid = false;
      }
    }
    return valid
        ? Optional.of(
            new FilterTransforms(rotations.value(), settings.flag("reflections"), scales.value()))
        : Optional.empty();
  }

  private void outOfRange(Place place, String element, Object value, String range) {
    report.add(Message.OUT_OF_RANGE, place, layer, declaration.annotation(), element, value, range);
  }
}
