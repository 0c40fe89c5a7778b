package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.ActivationDeclaration;
import dev.lathe.processor.declaration.Figure;
import dev.lathe.processor.declaration.Figures;
import dev.lathe.processor.declaration.LayerDeclaration;
import dev.lathe.processor.declaration.NetworkDeclaration;
import dev.lathe.processor.declaration.OperationDeclaration;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.network.EntryPoint;
import dev.lathe.processor.network.LayerMethod;
import dev.lathe.processor.network.LayerModel;
import dev.lathe.processor.network.NetworkModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
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
    Wiring wiring = new Wiring(report, network.layers());
    List<CheckedLayer> layers = layers(wiring.layers(), input);
    checkUses(network.layers());
    if (network.layers().isEmpty()) {
      report.add(Message.NO_LAYERS, network.place(), network.name());
    } else if (!layers.isEmpty()) {
      network
          .trainable()
          .ifPresent(
              trainable ->
                  new LossChecker(report, network.name(), trainable)
                      .check(layers.getLast().output()));
    }
    return report.hasErrors()
        ? Optional.empty()
        : model(network, input, layers, methods(network, wiring), entryPoints);
  }

  /** The uses of blocks, which are no layers any more where the network's layers are checked. */
  private void checkUses(List<LayerDeclaration> layers) {
    for (LayerDeclaration layer : layers) {
      if (!layer.blocks().isEmpty()) {
        new LayerChecker(report, layer.name(), layer).check();
        layer.blocks().forEach(use -> checkUses(use.layers()));
      }
    }
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

  private List<CheckedLayer> layers(List<WiredLayer> wired, Optional<PartialShape> image) {
    Optional<PartialShape> unknown = image.map(shape -> PartialShape.unknown(shape.spatialRank()));
    Set<LayerDeclaration> wrong = Collections.newSetFromMap(new IdentityHashMap<>());
    List<CheckedLayer> checked = new ArrayList<>();
    for (WiredLayer layer : wired) {
      List<Optional<PartialShape>> inputs = new ArrayList<>();
      for (OptionalInt source : layer.sources()) {
        inputs.add(
            source.isEmpty()
                ? unknown
                : source.getAsInt() == LayerModel.IMAGE
                    ? image
                    : checked.get(source.getAsInt()).output());
      }
      // A layer of a repeated block is wrong once; what is wrong with a later repetition alone is
      // reported there.
      Report own = wrong.contains(layer.declaration()) ? new Report() : report;
      int before = own.findings().size();
      checked.add(check(layer, image, inputs, own));
      if (own.findings().size() > before) {
        wrong.add(layer.declaration());
      }
    }
    return checked;
  }

  private static CheckedLayer check(
      WiredLayer layer,
      Optional<PartialShape> image,
      List<Optional<PartialShape>> inputs,
      Report report) {
    LayerDeclaration declaration = layer.declaration();
    Optional<PartialShape> unknown = image.map(shape -> PartialShape.unknown(shape.spatialRank()));
    new LayerChecker(report, layer.name(), declaration).check();
    List<CheckedOperation> operations =
        declaration.operations().stream()
            .map(
                op ->
                    new OperationChecker(report, layer.name(), op, image, inputsOf(op, inputs))
                        .check())
            .toList();
    Optional<PartialShape> output =
        switch (operations.size()) {
          case 0 -> declaration.isAnnotated() ? inputs.getFirst() : unknown;
          case 1 -> operations.getFirst().output();
          default -> unknown;
        };
    for (ActivationDeclaration activation : declaration.activations()) {
      new ActivationChecker(report, layer.name(), activation).check(output);
    }
    return new CheckedLayer(layer, inputs, operations, output);
  }

  /** What the layer's first operation reads is what a second one, which is wrong anyway, gets. */
  private static List<Optional<PartialShape>> inputsOf(
      OperationDeclaration operation, List<Optional<PartialShape>> inputs) {
    List<Optional<PartialShape>> own = new ArrayList<>(inputs);
    while (own.size() < operation.sources().size()) {
      own.add(Optional.empty());
    }
    return own;
  }

  /** What is known of a layer. */
  private record CheckedLayer(
      WiredLayer layer,
      List<Optional<PartialShape>> inputs,
      List<CheckedOperation> operations,
      Optional<PartialShape> output) {

    /** The model of a layer without errors; empty only if a required figure was left out. */
    Optional<LayerModel> model() {
      boolean incomplete = operations.stream().anyMatch(op -> op.operation().isEmpty());
      List<Integer> sources =
          layer.sources().stream().flatMapToInt(OptionalInt::stream).boxed().toList();
      List<Shape> shapes =
          inputs.stream().flatMap(shape -> shape.flatMap(PartialShape::shape).stream()).toList();
      if (incomplete || sources.size() < inputs.size() || shapes.size() < inputs.size()) {
        return Optional.empty();
      }
      return output
          .flatMap(PartialShape::shape)
          .map(
              out ->
                  new LayerModel(
                      layer.name(),
                      sources,
                      operations.stream().findFirst().flatMap(CheckedOperation::operation),
                      layer.declaration().activations().stream()
                          .findFirst()
                          .map(activation -> ActivationChecker.model(activation, out)),
                      shapes,
                      out));
    }
  }

  private static List<LayerMethod> methods(NetworkDeclaration network, Wiring wiring) {
    List<LayerMethod> methods = new ArrayList<>();
    for (LayerDeclaration layer : network.layers()) {
      String method = layer.method().getSimpleName().toString();
      wiring.layerOf(layer).ifPresent(index -> methods.add(new LayerMethod(method, index)));
    }
    return methods;
  }

  private Optional<NetworkModel> model(
      NetworkDeclaration network,
      Optional<PartialShape> input,
      List<CheckedLayer> checked,
      List<LayerMethod> methods,
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
                    methods,
                    entryPoints,
                    network
                        .trainable()
                        .map(t -> new LossChecker(report, network.name(), t).training()),
                    network.precision(),
                    VectorModule.isVisible(elements)));
  }
}
