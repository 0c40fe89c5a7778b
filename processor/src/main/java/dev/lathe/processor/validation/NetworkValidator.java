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
import dev.lathe.processor.network.LayerOperation;
import dev.lathe.processor.network.NetworkInput;
import dev.lathe.processor.network.NetworkModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
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
  private final PinChecker pins;

  public NetworkValidator(Elements elements, Types types, Report report) {
    this.elements = elements;
    this.types = types;
    this.report = report;
    this.pins = new PinChecker(report);
  }

  /** What the layers of a valid network are pinned to. */
  public List<LayerPin> pins() {
    return pins.pins();
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
    List<Given> inputs = inputs(network);
    int unnamed = (int) inputs.stream().filter(given -> given.layer().isEmpty()).count();
    Wiring wiring = new Wiring(report, network.layers(), unnamed);
    List<WiredLayer> wired = wiring.layers();
    NamedValues values = new LayerValues(network, wiring, wired.size() - 1);
    List<EntryPoint> entryPoints =
        new EntryPointChecker(report, network, values, inputs.size(), false).check();
    List<Integer> outputs = outputs(entryPoints, wired.size() - 1);
    HeadsChecker heads = new HeadsChecker(report, network, values);
    Set<Integer> losses = heads.layers();
    Set<Integer> wanted = new HashSet<>(outputs);
    wanted.addAll(losses);
    wiring.checkAllUsed(wanted);
    List<CheckedLayer> layers = layers(wired, inputs);
    wired.forEach(layer -> pins.check(layer.name(), layer.declaration()));
    checkUses(network.layers());
    if (network.layers().isEmpty()) {
      report.add(Message.NO_LAYERS, network.place(), network.name());
    } else if (!layers.isEmpty()) {
      heads.check(layer -> layers.get(layer).output());
    }
    if (report.hasErrors()) {
      return Optional.empty();
    }
    Optional<NetworkModel> model =
        model(network, inputs, layers, methods(network, wiring), outputs, entryPoints, heads);
    if (!network.trainable().isEmpty()) {
      model.ifPresent(valid -> heads.checkAllTrained(wiring, valid.layers(), losses));
    }
    return report.hasErrors() ? Optional.empty() : model;
  }

  /** One input, as far as its shape is known. */
  private record Given(Optional<LayerDeclaration> layer, Optional<PartialShape> shape) {
    String name() {
      return layer.map(LayerDeclaration::name).orElse(NetworkInput.ONLY);
    }
  }

  /** That of {@code @Network}, then those of {@code @Input}. */
  private List<Given> inputs(NetworkDeclaration network) {
    List<Given> inputs = new ArrayList<>();
    for (LayerDeclaration layer : network.layers()) {
      for (OperationDeclaration operation : layer.operations()) {
        if (operation instanceof OperationDeclaration.Given given) {
          Optional<PartialShape> shape =
              given.shape().flatMap(figures -> input("@Input", figures, layer.name()));
          inputs.add(new Given(Optional.of(layer), shape));
        }
      }
    }
    Optional<Figures> main = network.input();
    if (inputs.isEmpty() || main.filter(figures -> !figures.entries().isEmpty()).isPresent()) {
      Optional<PartialShape> shape =
          main.flatMap(figures -> input("@Network input", figures, network.name()));
      inputs.addFirst(new Given(Optional.empty(), shape));
    }
    return inputs;
  }

  /** The last layer's value if an entry point gives the scores, then those of records. */
  private static List<Integer> outputs(List<EntryPoint> entryPoints, int last) {
    Set<Integer> outputs = new LinkedHashSet<>();
    if (entryPoints.isEmpty()
        || entryPoints.stream().anyMatch(entryPoint -> entryPoint.heads().isEmpty())) {
      outputs.add(last);
    }
    for (EntryPoint entryPoint : entryPoints) {
      entryPoint
          .heads()
          .ifPresent(heads -> heads.components().forEach(each -> outputs.add(each.layer())));
    }
    return List.copyOf(outputs);
  }

  /** The uses of blocks, which are no layers any more where the network's layers are checked. */
  private void checkUses(List<LayerDeclaration> layers) {
    for (LayerDeclaration layer : layers) {
      if (!layer.blocks().isEmpty()) {
        new LayerChecker(report, layer.name(), layer).check();
        pins.checkUse(layer);
        layer.blocks().forEach(use -> checkUses(use.layers()));
      }
    }
  }

  private Optional<PartialShape> input(String annotation, Figures figures, String name) {
    List<OptionalLong> extents = new ArrayList<>();
    for (Figure<Integer> figure : figures.entries()) {
      if (figure.value() < 1) {
        report.add(Message.INPUT_EXTENT, figure.place(), name, annotation, figure.value());
        extents.add(OptionalLong.empty());
      } else {
        extents.add(OptionalLong.of(figure.value()));
      }
    }
    if (extents.isEmpty() || extents.size() > 4) {
      report.add(
          Message.INPUT_ENTRIES,
          figures.place(),
          name,
          annotation,
          Wording.entries(extents.size()));
      return Optional.empty();
    }
    PartialShape shape = new PartialShape(extents);
    boolean fits = new SizeChecker(report, name, figures.place()).fits("input", extents);
    return Optional.of(fits ? shape : PartialShape.unknown(shape.spatialRank()));
  }

  private List<CheckedLayer> layers(List<WiredLayer> wired, List<Given> images) {
    Optional<PartialShape> unknown =
        images.getFirst().shape().map(shape -> PartialShape.unknown(shape.spatialRank()));
    Set<LayerDeclaration> wrong = Collections.newSetFromMap(new IdentityHashMap<>());
    List<CheckedLayer> checked = new ArrayList<>();
    for (WiredLayer layer : wired) {
      List<Optional<PartialShape>> inputs = new ArrayList<>();
      for (OptionalInt source : layer.sources()) {
        inputs.add(
            source.isEmpty()
                ? unknown
                : source.getAsInt() < 0
                    ? images.get(LayerModel.IMAGE - source.getAsInt()).shape()
                    : checked.get(source.getAsInt()).output());
      }
      // A layer of a repeated block is wrong once; what is wrong with a later repetition alone is
      // reported there.
      Report own = wrong.contains(layer.declaration()) ? new Report() : report;
      int before = own.findings().size();
      CheckedLayer made = check(layer, images.getFirst().shape(), inputs, own);
      checked.add(made);
      if (layer.sources().size() == 2 && layer.sources().get(1).orElse(LayerModel.IMAGE) >= 0) {
        checkPositions(made, checked.get(layer.sources().get(1).getAsInt()), own);
      }
      if (own.findings().size() > before) {
        wrong.add(layer.declaration());
      }
    }
    return checked;
  }

  private static void checkPositions(CheckedLayer layer, CheckedLayer positions, Report report) {
    UnpoolChecker checker = new UnpoolChecker(report, layer.layer().name());
    Optional<Shape> pooled = positions.inputs().getFirst().flatMap(PartialShape::shape);
    Optional<LayerOperation> from = positions.operation();
    Optional<LayerOperation> to = layer.operation();
    if (to.isPresent() && from.isPresent() && pooled.isPresent()) {
      OperationDeclaration declared = layer.layer().declaration().operations().getFirst();
      checker.check(declared, to.get(), from.get(), pooled.get());
    }
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

    /** The first operation, if its figures are right. */
    Optional<LayerOperation> operation() {
      return operations.stream().findFirst().flatMap(CheckedOperation::operation);
    }

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
                      operation(),
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
      List<Given> given,
      List<CheckedLayer> checked,
      List<LayerMethod> methods,
      List<Integer> outputs,
      List<EntryPoint> entryPoints,
      HeadsChecker heads) {
    List<LayerModel> layers =
        checked.stream().map(CheckedLayer::model).flatMap(Optional::stream).toList();
    List<NetworkInput> inputs = new ArrayList<>();
    for (Given each : given) {
      each.shape()
          .flatMap(PartialShape::shape)
          .ifPresent(shape -> inputs.add(new NetworkInput(each.name(), shape)));
    }
    if (layers.size() < checked.size() || inputs.size() < given.size()) {
      return Optional.empty();
    }
    return Optional.of(
        new NetworkModel(
            network.packageName(),
            network.simpleNames(),
            network.memberTypes(),
            inputs,
            layers,
            outputs,
            methods,
            entryPoints,
            network.trainable().isEmpty()
                ? Optional.empty()
                : Optional.of(heads.training(outputs.getFirst())),
            network.precision(),
            VectorModule.isVisible(elements)));
  }
}
