package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.Figure;
import dev.lathe.processor.declaration.Figures;
import dev.lathe.processor.declaration.OperationDeclaration;
import dev.lathe.processor.declaration.PoolingDeclaration;
import dev.lathe.processor.graph.AdaptiveWindows;
import dev.lathe.processor.graph.Divisor;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.SmoothPooling;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.graph.Windows;
import dev.lathe.processor.network.LayerOperation;
import dev.lathe.processor.network.MaxPositions;
import dev.lathe.processor.network.Pooling;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Checks one pooling against the shape it reads. */
final class PoolChecker {
  private static final int MOST_POSITIONS = 1 << 24;

  private final Report report;
  private final String layer;
  private final OperationDeclaration declaration;
  private final Optional<PartialShape> image;
  private final Optional<PartialShape> input;
  private final FigureChecker figures;

  /**
   * Checks a pooling.
   *
   * @param image what is known of the network's input
   * @param input what is known of the shape that it reads
   */
  PoolChecker(
      Report report,
      String layer,
      OperationDeclaration declaration,
      Optional<PartialShape> image,
      Optional<PartialShape> input) {
    this.report = report;
    this.layer = layer;
    this.declaration = declaration;
    this.image = image;
    this.input = input;
    this.figures = new FigureChecker(report, layer, declaration.annotation(), input);
  }

  CheckedOperation pool(OperationDeclaration.Pool pool) {
    WindowFigures written = figures.window(pool.window());
    boolean valid = isValid(pool.pooling());
    if (hasNoAxes()) {
      return nothing();
    }
    WindowFigures window =
        pool.ceil() && input.isPresent() ? written.ceiling(input.get()) : written;
    boolean countable =
        !(pool.pooling() instanceof PoolingDeclaration.Positions) || checkPositions();
    Optional<LayerOperation> operation =
        written
            .window()
            .filter(_ -> valid && countable)
            .flatMap(
                asWritten ->
                    window
                        .within(input)
                        .window()
                        .map(w -> operation(pool.pooling(), w, asWritten)));
    return new CheckedOperation(slide(pool, window), operation);
  }

  /** Positions are floats, which tell whole numbers apart up to a limit. */
  private boolean checkPositions() {
    Optional<Shape> shape = input.flatMap(PartialShape::shape);
    boolean fits = shape.isEmpty() || shape.get().positions() <= MOST_POSITIONS;
    if (!fits) {
      report.add(
          Message.POSITIONS_TOO_MANY,
          declaration.place(),
          layer,
          shape.get(),
          shape.get().positions(),
          MOST_POSITIONS);
    }
    return fits;
  }

  private Optional<PartialShape> slide(OperationDeclaration.Pool pool, WindowFigures window) {
    Optional<Figures> kernel = pool.window().kernel();
    if (kernel.isEmpty()) {
      return input.map(shape -> PartialShape.unknown(shape.spatialRank()));
    }
    return input
        .map(shape -> new WindowChecker(report, layer, declaration.place(), window, image, shape))
        .map(
            slider ->
                slider.windowsHoldCells(pool.window().padding())
                    ? slider.slide("window", kernel.get(), channels())
                    : slider.unknown(channels()));
  }

  CheckedOperation adaptive(OperationDeclaration.AdaptivePool pool) {
    List<OptionalLong> extents = pool.extents().map(figures::positive).orElse(List.of());
    if (hasNoAxes()) {
      return nothing();
    }
    if (extents.isEmpty() || input.isEmpty()) {
      return new CheckedOperation(
          input.map(shape -> PartialShape.unknown(shape.spatialRank())), Optional.empty());
    }
    PartialShape output = PartialShape.of(channels(), extents);
    boolean fits =
        new SizeChecker(report, layer, declaration.place()).fits("output", output.extents());
    Optional<LayerOperation> operation =
        fits && extents.stream().allMatch(OptionalLong::isPresent)
            ? Optional.of(whole(pool.pooling(), new AdaptiveWindows(WindowFigures.ints(extents))))
            : Optional.empty();
    return new CheckedOperation(
        Optional.of(fits ? output : PartialShape.unknown(extents.size())), operation);
  }

  CheckedOperation global(OperationDeclaration.GlobalPool pool) {
    if (hasNoAxes()) {
      return nothing();
    }
    return new CheckedOperation(
        input.map(
            shape ->
                PartialShape.of(
                    channels(), Collections.nCopies(shape.spatialRank(), OptionalLong.of(1)))),
        input
            .flatMap(PartialShape::shape)
            .map(shape -> whole(pool.pooling(), Window.covering(shape))));
  }

  private boolean isValid(PoolingDeclaration pooling) {
    return switch (pooling) {
      case PoolingDeclaration.Mean(boolean _, Figure<Integer> divisor) -> {
        if (divisor.value() < 0) {
          report.add(
              Message.NEGATIVE,
              divisor.place(),
              layer,
              declaration.annotation(),
              "divisor",
              divisor.value());
        }
        yield divisor.value() >= 0;
      }
      case PoolingDeclaration.Norm(Figure<Double> p) -> isPositive("p", p);
      case PoolingDeclaration.LogSumExp(Figure<Double> beta, boolean _) -> isPositive("beta", beta);
      default -> true;
    };
  }

  private boolean isPositive(String element, Figure<Double> figure) {
    boolean valid = figure.value() > 0 && Double.isFinite(figure.value());
    if (!valid) {
      report.add(
          Message.OUT_OF_RANGE,
          figure.place(),
          layer,
          declaration.annotation(),
          element,
          figure.value(),
          "a number greater than 0");
    }
    return valid;
  }

  /** {@code asWritten} has the padding that counts, {@code window} that of ceil mode too. */
  private static LayerOperation operation(
      PoolingDeclaration pooling, Window window, Window asWritten) {
    return switch (pooling) {
      case PoolingDeclaration.Mean(boolean countPadding, Figure<Integer> divisor) -> {
        Divisor counted =
            countPadding
                ? new Divisor.Count(asWritten.before(), asWritten.after())
                : Divisor.cells(window.rank());
        yield new LayerOperation.Pool(
            window,
            new Pooling.Mean(divisor.value() > 0 ? new Divisor.Fixed(divisor.value()) : counted));
      }
      case PoolingDeclaration.Norm(Figure<Double> p) ->
          new LayerOperation.Pool(window, new Pooling.Smooth(new SmoothPooling.Norm(p.value())));
      case PoolingDeclaration.LogSumExp(Figure<Double> beta, boolean mean) ->
          new LayerOperation.Pool(
              window, new Pooling.Smooth(new SmoothPooling.LogSumExp(beta.value(), mean)));
      case PoolingDeclaration.Positions() -> new LayerOperation.Tensor(new MaxPositions(window));
      case PoolingDeclaration.Subsampling() -> new LayerOperation.Subsample(window);
      case PoolingDeclaration.Maximum(), PoolingDeclaration.Sum(), PoolingDeclaration.PlainMean() ->
          whole(pooling, window);
    };
  }

  /** A pooling that has no figures but its windows. */
  private static LayerOperation whole(PoolingDeclaration pooling, Windows windows) {
    return new LayerOperation.Pool(
        windows,
        switch (pooling) {
          case PoolingDeclaration.Maximum() -> new Pooling.Maximum();
          case PoolingDeclaration.Sum() -> new Pooling.Mean(Divisor.none());
          default -> new Pooling.Mean(Divisor.cells(windows.rank()));
        });
  }

  private boolean hasNoAxes() {
    return WindowChecker.hasNoAxes(report, layer, declaration, input);
  }

  private CheckedOperation nothing() {
    return new CheckedOperation(
        Optional.of(PartialShape.of(channels(), List.of())), Optional.empty());
  }

  private OptionalLong channels() {
    return input.map(PartialShape::channels).orElse(OptionalLong.empty());
  }
}
