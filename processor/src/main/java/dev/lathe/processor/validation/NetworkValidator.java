package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.ActivationDeclaration;
import dev.lathe.processor.declaration.Figure;
import dev.lathe.processor.declaration.Figures;
import dev.lathe.processor.declaration.LayerDeclaration;
import dev.lathe.processor.declaration.NetworkDeclaration;
import dev.lathe.processor.network.EntryPoint;
import dev.lathe.processor.network.LayerModel;
import dev.lathe.processor.network.NetworkModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Checks a whole network, and makes its model if nothing is wrong. */
public final class NetworkValidator {
  private final Elements elements;
  private final Types types;
  private final Report report;

  public NetworkValidator(Elements elements, Types types, Report report) {
    this.elements = elements;
    this.types = types;
    this.report = report;
  }

  /**
   * Reports everything that is wrong with {@code network}.
   *
   * @return the model; empty if there are errors, or if javac will refuse the source by itself
   */
  public Optional<NetworkModel> validate(NetworkDeclaration network) {
    InterfaceChecker interfaceChecker = new InterfaceChecker(report, elements, network);
    if (!interfaceChecker.checkKind()) {
      return Optional.empty();
    }
    interfaceChecker.check();
    new MethodNameChecker(report, elements, types, network).check();
    List<EntryPoint> entryPoints = new EntryPointChecker(report, network).check();
    Optional<PartialShape> input =
        network.input().flatMap(figures -> input(figures, network.name()));
    List<CheckedLayer> layers = layers(network, input);
    if (layers.isEmpty()) {
      report.add(Message.NO_LAYERS, network.place(), network.name());
    } else {
      network
          .trainable()
          .ifPresent(
              trainable ->
                  new LossChecker(report, network.name(), trainable)
                      .check(layers.getLast().output()));
    }
    return report.hasErrors() ? Optional.empty() : model(network, input, layers, entryPoints);
  }

  private Optional<PartialShape> input(Figures figures, String name) {
    List<OptionalLong> extents = new ArrayList<>();
    for (Figure<Integer> figure : figures.entries()) {
      if (figure.value() < 1) {
        report.add(Message.INPUT_EXTENT, figure.place(), name, figure.value());
        extents.add(OptionalLong.empty());
      } else {
        extents.add(OptionalLong.of(figure.value()));
      }
    }
    if (extents.isEmpty() || extents.size() > 4) {
      report.add(Message.INPUT_ENTRIES, figures.place(), name, Wording.entries(extents.size()));
      return Optional.empty();
    }
    PartialShape shape = new PartialShape(extents);
    boolean fits = new SizeChecker(report, name, figures.place()).fits("input", extents);
    return Optional.of(fits ? shape : PartialShape.unknown(shape.spatialRank()));
  }

  private List<CheckedLayer> layers(NetworkDeclaration network, Optional<PartialShape> image) {
    Optional<PartialShape> unknown = image.map(shape -> PartialShape.unknown(shape.spatialRank()));
    List<OptionalInt> sources = new Wiring(report, network.layers()).sources();
    List<CheckedLayer> checked = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      LayerDeclaration layer = network.layers().get(i);
      new LayerChecker(report, layer).check();
      Optional<PartialShape> input =
          sources.get(i).isEmpty()
              ? unknown
              : sources.get(i).getAsInt() == LayerModel.IMAGE
                  ? image
                  : checked.get(sources.get(i).getAsInt()).output();
      List<CheckedOperation> operations =
          layer.operations().stream()
              .map(op -> new OperationChecker(report, layer.name(), op, input).check())
              .toList();
      Optional<PartialShape> output =
          switch (operations.size()) {
            case 0 -> layer.isAnnotated() ? input : unknown;
            case 1 -> operations.getFirst().output();
            default -> unknown;
          };
      for (ActivationDeclaration activation : layer.activations()) {
        new ActivationChecker(report, layer.name(), activation).check(output);
      }
      checked.add(new CheckedLayer(layer, sources.get(i), input, operations, output));
    }
    return checked;
  }

  /** What is known of a layer. */
  private record CheckedLayer(
      LayerDeclaration layer,
      OptionalInt source,
      Optional<PartialShape> input,
      List<CheckedOperation> operations,
      Optional<PartialShape> output) {

    /** The model of a layer without errors; empty only if a required figure was left out. */
    Optional<LayerModel> model() {
      boolean incomplete = operations.stream().anyMatch(op -> op.operation().isEmpty());
      if (incomplete || source.isEmpty()) {
        return Optional.empty();
      }
      return input
          .flatMap(PartialShape::shape)
          .flatMap(
              in ->
                  output
                      .flatMap(PartialShape::shape)
                      .map(
                          out ->
                              new LayerModel(
                                  layer.name(),
                                  source.getAsInt(),
                                  operations.stream()
                                      .findFirst()
                                      .flatMap(CheckedOperation::operation),
                                  layer.activations().stream()
                                      .findFirst()
                                      .map(activation -> ActivationChecker.model(activation, out)),
                                  in,
                                  out)));
    }
  }

  private Optional<NetworkModel> model(
      NetworkDeclaration network,
      Optional<PartialShape> input,
      List<CheckedLayer> checked,
      List<EntryPoint> entryPoints) {
    List<LayerModel> layers =
        checked.stream().map(CheckedLayer::model).flatMap(Optional::stream).toList();
    if (layers.size() < checked.size()) {
      return Optional.empty();
    }
    return input
        .flatMap(PartialShape::shape)
        .map(
            image ->
                new NetworkModel(
                    network.packageName(),
                    network.simpleNames(),
                    network.memberTypes(),
                    image,
                    layers,
                    entryPoints,
                    network
                        .trainable()
                        .map(t -> new LossChecker(report, network.name(), t).training()),
                    VectorModule.isVisible(elements)));
  }
}
