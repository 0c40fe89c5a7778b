package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.Figure;
import dev.lathe.processor.declaration.OperationDeclaration;
import dev.lathe.processor.declaration.WindowDeclaration;
import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.network.Border;
import dev.lathe.processor.network.LayerBias;
import dev.lathe.processor.network.LayerOperation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Checks one main operation against the shape it reads. */
final class OperationChecker {
  private final Report report;
  private final String layer;
  private final OperationDeclaration declaration;
  private final List<Optional<PartialShape>> inputs;
  private final Optional<PartialShape> input;
  private final Optional<PartialShape> image;
  private final FigureChecker figures;

  /**
   * Checks an operation.
   *
   * @param image what is known of the network's input
   * @param inputs what is known of the shapes it reads; absent if not even the number of spatial
   *     axes
   */
  OperationChecker(
      Report report,
      String layer,
      OperationDeclaration declaration,
      Optional<PartialShape> image,
      List<Optional<PartialShape>> inputs) {
    this.report = report;
    this.layer = layer;
    this.declaration = declaration;
    this.image = image;
    this.inputs = inputs;
    this.input = inputs.getFirst();
    this.figures = new FigureChecker(report, layer, declaration.annotation(), input);
  }

  CheckedOperation check() {
    return switch (declaration) {
      case OperationDeclaration.Given _ ->
          new CheckedOperation(input, Optional.of(new LayerOperation.Given()));
      case OperationDeclaration.Convolution convolution -> convolution(convolution);
      case OperationDeclaration.LocallyConnected local -> locallyConnected(local);
      case OperationDeclaration.TransposedConvolution transposed -> transposed(transposed);
      case OperationDeclaration.Pool pool -> poolings().pool(pool);
      case OperationDeclaration.AdaptivePool pool -> poolings().adaptive(pool);
      case OperationDeclaration.GlobalPool pool -> poolings().global(pool);
      case OperationDeclaration.Embedding embedding -> embedding(embedding);
      case OperationDeclaration.BatchNorm norm -> batchNorm(norm);
      case OperationDeclaration.Dropout dropout -> dropout(dropout);
      case OperationDeclaration.Tensor tensor ->
          new TensorChecker(report, layer, tensor, image, inputs, figures).check();
      case OperationDeclaration.Dense dense -> dense(dense);
      case OperationDeclaration.Generated generated ->
          new GeneratedChecker(report, layer, generated, image, inputs).check();
      case OperationDeclaration.Join join -> new JoinChecker(report, layer, join, inputs).check();
      case OperationDeclaration.Reshape reshape ->
          new ReshapeChecker(report, layer, reshape, input).check();
      case OperationDeclaration.Slice slice ->
          new SliceChecker(report, layer, slice, input).check();
    };
  }

  private CheckedOperation convolution(OperationDeclaration.Convolution convolution) {
    OptionalLong filters = figures.count("filters", convolution.filters());
    ConnectionChecker checker = connections(filters);
    Optional<Connections> connections =
        convolution.table().isPresent()
            ? checker.table(convolution.table().get(), convolution.groups())
            : checker.groups(convolution.groups());
    LayerBias bias = checker.bias(convolution.bias());
    WindowDeclaration declared = convolution.window();
    BorderChecker borders = new BorderChecker(report, layer, input, convolution.border());
    WindowFigures window = borders.size(figures.window(declared), declared.padding());
    Optional<Border> border = borders.border(window, declared.padding());
    return convolution(filters, declared, window, connections, bias, convolution.flip(), border);
  }

  private CheckedOperation locallyConnected(OperationDeclaration.LocallyConnected local) {
    OptionalLong filters = figures.count("filters", local.filters());
    LayerBias bias = local.bias() ? LayerBias.PER_UNIT : LayerBias.NONE;
    Optional<Connections> untied = Optional.of(new Connections.Untied());
    return convolution(
        filters,
        local.window(),
        figures.window(local.window()),
        untied,
        bias,
        local.flip(),
        Optional.of(Border.ZEROS));
  }

  private CheckedOperation convolution(
      OptionalLong filters,
      WindowDeclaration declared,
      WindowFigures window,
      Optional<Connections> connections,
      LayerBias bias,
      boolean flip,
      Optional<Border> border) {
    if (hasNoAxes()) {
      return nothing(filters);
    }
    Optional<PartialShape> output =
        slider(window)
            .flatMap(
                slider -> declared.kernel().map(kernel -> slider.slide("kernel", kernel, filters)));
    connections.ifPresent(
        known ->
            output.ifPresent(
                shape -> checkWeight(known, filters, channels(), shape, window.kernel())));
    return new CheckedOperation(
        output,
        window
            .within(input)
            .window()
            .filter(_ -> filters.isPresent())
            .filter(_ -> connections.isPresent() && border.isPresent())
            .map(
                w ->
                    new LayerOperation.Convolution(
                        w,
                        connections.orElseThrow(),
                        figure(filters),
                        bias,
                        flip,
                        border.orElseThrow())));
  }

  private CheckedOperation transposed(OperationDeclaration.TransposedConvolution transposed) {
    OptionalLong filters = figures.count("filters", transposed.filters());
    Optional<Connections> connections = connections(filters).groups(transposed.groups());
    WindowFigures window = figures.window(transposed.window());
    List<OptionalLong> outputPadding = figures.nonNegative(transposed.outputPadding());
    if (hasNoAxes()) {
      return nothing(filters);
    }
    connections.ifPresent(
        known ->
            input.ifPresent(
                shape -> checkWeight(known, channels(), filters, shape, window.kernel())));
    List<OptionalLong> checked = smallerThanStep(transposed, outputPadding, window);
    return new CheckedOperation(
        slider(window).map(slider -> slider.expand(filters, checked)),
        window
            .window()
            .filter(_ -> filters.isPresent() && checked.stream().allMatch(OptionalLong::isPresent))
            .flatMap(
                w ->
                    connections.map(
                        known ->
                            new LayerOperation.TransposedConvolution(
                                w,
                                WindowFigures.ints(checked),
                                known,
                                figure(filters),
                                LayerBias.perMap(transposed.bias()),
                                transposed.flip()))));
  }

  /**
   * Output padding below the stride chooses among the sizes that the convolution, read backwards,
   * maps to one; below the dilation it adds cells that no window of that convolution reaches.
   * PyTorch allows both, and refuses what is larger.
   */
  private List<OptionalLong> smallerThanStep(
      OperationDeclaration.TransposedConvolution transposed,
      List<OptionalLong> outputPadding,
      WindowFigures window) {
    List<Figure<Integer>> entries = transposed.outputPadding().entries();
    List<OptionalLong> valid = new ArrayList<>(outputPadding);
    for (int axis = 0; axis < window.rank(); axis++) {
      OptionalLong stride = window.stride().get(axis);
      OptionalLong dilation = window.dilation().get(axis);
      OptionalLong padding = outputPadding.get(axis);
      if (padding.isEmpty() || stride.isEmpty() || dilation.isEmpty()) {
        continue;
      }
      long step = Math.max(stride.getAsLong(), dilation.getAsLong());
      if (padding.getAsLong() < step) {
        continue;
      }
      valid.set(axis, OptionalLong.empty());
      boolean reportedBefore = entries.size() == 1 && valid.indexOf(OptionalLong.empty()) < axis;
      if (!reportedBefore) {
        report.add(
            Message.OUTPUT_PADDING_TOO_LARGE,
            entries.get(entries.size() == 1 ? 0 : axis).place(),
            layer,
            padding.getAsLong(),
            stride.getAsLong(),
            dilation.getAsLong(),
            step - 1);
      }
    }
    return valid;
  }

  private PoolChecker poolings() {
    return new PoolChecker(report, layer, declaration, image, input);
  }

  private CheckedOperation embedding(OperationDeclaration.Embedding embedding) {
    OptionalLong vocabulary = figures.count("vocabulary", embedding.vocabulary());
    OptionalLong dimension = figures.count("dimension", embedding.dimension());
    int padding = embedding.padding().value();
    if (padding < -1 || (vocabulary.isPresent() && padding >= vocabulary.getAsLong())) {
      report.add(
          Message.OUT_OF_RANGE,
          embedding.padding().place(),
          layer,
          declaration.annotation(),
          "padding",
          padding,
          "-1 for none, or the number of a row");
    }
    new SizeChecker(report, layer, declaration.place())
        .fits("weight", List.of(vocabulary, dimension));
    Optional<PartialShape> output = input.map(numbers -> embedded(numbers, dimension));
    Optional<LayerOperation> operation =
        vocabulary.isPresent() && dimension.isPresent()
            ? Optional.of(
                new LayerOperation.Embedding(figure(vocabulary), figure(dimension), padding))
            : Optional.empty();
    return new CheckedOperation(output, operation);
  }

  private PartialShape embedded(PartialShape numbers, OptionalLong dimension) {
    if (numbers.spatialRank() == 0) {
      return PartialShape.of(dimension, List.of(numbers.channels()));
    }
    OptionalLong channels = numbers.channels();
    if (channels.isPresent() && channels.getAsLong() != 1) {
      report.add(Message.NOT_NUMBERS, declaration.place(), layer, numbers);
    }
    return PartialShape.of(dimension, numbers.extents().subList(1, numbers.extents().size()));
  }

  private CheckedOperation batchNorm(OperationDeclaration.BatchNorm norm) {
    double epsilon = norm.epsilon().value();
    double momentum = norm.momentum().value();
    // A float of the variance's kind: a smaller epsilon would vanish.
    range("epsilon", norm.epsilon(), epsilon >= Float.MIN_NORMAL && epsilon < 1e30, "more than 0");
    range("momentum", norm.momentum(), momentum >= 0 && momentum <= 1, "a number from 0 to 1");
    return new CheckedOperation(
        input,
        Optional.of(new LayerOperation.BatchNorm(epsilon, momentum, norm.affine(), norm.frozen())));
  }

  private CheckedOperation dropout(OperationDeclaration.Dropout dropout) {
    double probability = dropout.probability().value();
    boolean fits = probability >= 0 && probability < 1;
    range("value", dropout.probability(), fits, "0 or more, and less than 1");
    return new CheckedOperation(
        input, Optional.of(new LayerOperation.Dropout(probability, dropout.maps())));
  }

  private void range(String element, Figure<Double> figure, boolean fits, String range) {
    if (!fits) {
      report.add(
          Message.OUT_OF_RANGE,
          figure.place(),
          layer,
          declaration.annotation(),
          element,
          figure.value(),
          range);
    }
  }

  private CheckedOperation dense(OperationDeclaration.Dense dense) {
    OptionalLong outputs = figures.count("value", dense.outputs());
    input.ifPresent(
        shape -> {
          List<OptionalLong> extents = new ArrayList<>(List.of(outputs));
          extents.addAll(shape.extents());
          checkWeight(extents);
        });
    Optional<PartialShape> output =
        input.map(
            shape ->
                PartialShape.of(
                    outputs, Collections.nCopies(shape.spatialRank(), OptionalLong.of(1))));
    Optional<LayerOperation> operation =
        outputs.isPresent()
            ? Optional.of(new LayerOperation.Dense(figure(outputs), dense.bias()))
            : Optional.empty();
    return new CheckedOperation(output, operation);
  }

  private boolean hasNoAxes() {
    return WindowChecker.hasNoAxes(report, layer, declaration, input);
  }

  private static CheckedOperation nothing(OptionalLong channels) {
    return new CheckedOperation(
        Optional.of(PartialShape.of(channels, List.of())), Optional.empty());
  }

  private Optional<WindowChecker> slider(WindowFigures window) {
    return input.map(
        shape -> new WindowChecker(report, layer, declaration.place(), window, image, shape));
  }

  /** Checks the size of the weight between maps, for the output's, or a single, position. */
  private void checkWeight(
      Connections connections,
      OptionalLong rows,
      OptionalLong columns,
      PartialShape output,
      List<OptionalLong> kernel) {
    List<OptionalLong> extents = new ArrayList<>();
    switch (connections) {
      case Connections.Groups(int count) -> {
        extents.add(rows);
        extents.add(
            columns.isPresent()
                ? OptionalLong.of(columns.getAsLong() / count)
                : OptionalLong.empty());
      }
      case Connections.Table table -> extents.add(OptionalLong.of(table.size()));
      case Connections.Untied() -> {
        extents.addAll(output.spatial());
        extents.addAll(List.of(rows, columns));
      }
    }
    extents.addAll(kernel);
    checkWeight(extents);
  }

  private ConnectionChecker connections(OptionalLong filters) {
    return new ConnectionChecker(report, layer, declaration.annotation(), input, filters);
  }

  private void checkWeight(List<OptionalLong> extents) {
    new SizeChecker(report, layer, declaration.place()).fits("weight", extents);
  }

  private OptionalLong channels() {
    return input.map(PartialShape::channels).orElse(OptionalLong.empty());
  }

  private static int figure(OptionalLong value) {
    return Math.toIntExact(value.orElseThrow());
  }
}
