package dev.lathe.processor.validation;

import dev.lathe.annotations.Network;
import dev.lathe.processor.declaration.Figure;
import dev.lathe.processor.declaration.Figures;
import dev.lathe.processor.declaration.ImportDeclaration;
import dev.lathe.processor.declaration.LayerDeclaration;
import dev.lathe.processor.declaration.Names;
import dev.lathe.processor.declaration.NetworkDeclaration;
import dev.lathe.processor.declaration.Place;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.network.EntryPoint;
import dev.lathe.processor.network.HeadLoss;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.network.Training;
import dev.lathe.processor.onnx.Limits;
import dev.lathe.processor.onnx.OnnxModel;
import dev.lathe.processor.translation.Imported;
import dev.lathe.processor.translation.ImportedModel;
import dev.lathe.processor.translation.Problem;
import dev.lathe.processor.translation.Translation;
import dev.lathe.processor.translation.Wishes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Checks an interface and the file that is to become its network. */
public final class ImportValidator {
  private final Elements elements;
  private final Types types;
  private final Report report;
  private final NetworkDeclaration network;
  private final ImportDeclaration declaration;

  public ImportValidator(
      Elements elements,
      Types types,
      Report report,
      NetworkDeclaration network,
      ImportDeclaration declaration) {
    this.elements = elements;
    this.types = types;
    this.report = report;
    this.network = network;
    this.declaration = declaration;
  }

  /**
   * Reports what is wrong with the interface and the annotation.
   *
   * @return what the annotation says of what the file leaves open, if it is worth while to read it
   */
  public Optional<Wishes> checkInterface() {
    InterfaceChecker checker = new InterfaceChecker(report, elements, network);
    if (!checker.checkKind()) {
      return Optional.empty();
    }
    checker.check();
    new MethodNameChecker(report, elements, types, network).check();
    if (Names.find(network.type(), Network.class).isPresent()) {
      report.add(FileMessage.ONNX_AND_NETWORK, declaration.place(), network.name());
    }
    for (LayerDeclaration layer : network.layers()) {
      report.add(FileMessage.ONNX_LAYER, Place.of(layer.method()), network.name(), layer.name());
    }
    declaration.image().ifPresent(image -> image.entries().forEach(e -> checkExtent("input", e)));
    declaration.dimensions().forEach(d -> checkExtent(d.name().value(), d.extent()));
    return report.hasErrors() ? Optional.empty() : Optional.of(wishes());
  }

  private void checkExtent(String what, Figure<Integer> extent) {
    if (extent.value() < 1) {
      report.add(FileMessage.ONNX_EXTENT, extent.place(), network.name(), what, extent.value());
    }
  }

  private Wishes wishes() {
    Map<String, Integer> extents = new HashMap<>();
    declaration.dimensions().forEach(d -> extents.put(d.name().value(), d.extent().value()));
    List<Integer> image =
        declaration.image().map(Figures::entries).orElse(List.of()).stream()
            .map(Figure::value)
            .toList();
    Set<String> fixed = declaration.fixed().stream().map(Figure::value).collect(Collectors.toSet());
    return new Wishes(image, extents, !network.trainable().isEmpty(), fixed);
  }

  /** The place of what is wrong with the file. */
  public Place place() {
    return declaration.file().place();
  }

  /** Reports that the file is not there. */
  public void reportMissing() {
    report.add(
        FileMessage.ONNX_NOT_FOUND,
        place(),
        network.name(),
        declaration.file().value(),
        network.packageName().isEmpty() ? "the unnamed package" : network.packageName());
  }

  /** Reports that the file cannot be read. */
  public void reportDamaged(String problem) {
    report.add(
        FileMessage.ONNX_DAMAGED, place(), network.name(), declaration.file().value(), problem);
  }

  /** The network of the file, if nothing is wrong with it or the interface. */
  public Optional<ImportedModel> validate(OnnxModel file, Wishes wishes, Limits limits) {
    checkFixed(file);
    Translation forward = Translation.of(file, wishes, limits, false);
    forward.problems().forEach(this::report);
    if (forward.imported().isEmpty()) {
      return Optional.empty();
    }
    Imported imported = forward.imported().get();
    NamedValues values =
        new FileOutputs(imported.fullOutputs().stream().map(Imported.Port::name).toList());
    int inputs = Math.max(1, imported.fullInputs().size());
    List<EntryPoint> entryPoints =
        new EntryPointChecker(report, network, values, inputs, true).check();
    HeadsChecker heads = new HeadsChecker(report, network, values);
    heads.layers();
    heads.check(output -> Optional.of(partial(shape(imported, output))));
    checkBatch(imported, wishes, entryPoints);
    if (report.hasErrors()) {
      return Optional.empty();
    }
    Optional<Training> training =
        network.trainable().isEmpty()
            ? Optional.empty()
            : Optional.of(heads.training(values.main()));
    Optional<Imported> trained =
        training.flatMap(
            wanted ->
                Translation.of(file, wishes, limits, true)
                    .imported()
                    .map(whole -> whole.ending(wanted)));
    trained.ifPresent(this::checkAllTrained);
    if (report.hasErrors()) {
      return Optional.empty();
    }
    NetworkModel model =
        ImportedModel.network(
            imported,
            network.packageName(),
            network.simpleNames(),
            network.memberTypes(),
            entryPoints,
            training,
            network.precision(),
            VectorModule.isVisible(elements));
    return Optional.of(new ImportedModel(model, imported, trained));
  }

  /** A class or a loss is of one image: a file that fixes a larger batch has to be told so. */
  private void checkBatch(Imported file, Wishes wishes, List<EntryPoint> entryPoints) {
    boolean classifies = entryPoints.stream().anyMatch(e -> e.kind() == EntryPoint.Kind.CLASSIFY);
    Optional<Shape> batch = file.batch();
    if (batch.isPresent()
        && wishes.image().isEmpty()
        && (classifies || !network.trainable().isEmpty())) {
      List<Integer> extents = batch.get().extents();
      report.add(
          FileMessage.ONNX_BATCH,
          place(),
          network.name(),
          extents.getFirst(),
          classifies ? "classify" : "loss",
          extents.stream().skip(1).map(String::valueOf).collect(Collectors.joining(", ")));
    }
  }

  private static Shape shape(Imported file, int output) {
    return output == HeadLoss.SCORES
        ? file.graph().node(file.graph().outputs().getFirst()).shape()
        : file.fullOutputs().get(output).ofImage();
  }

  /** Reports tensors that no loss depends on: nothing would become of them. */
  private void checkAllTrained(Imported trained) {
    List<String> left = trained.untrained();
    if (!left.isEmpty()) {
      report.add(
          FileMessage.ONNX_UNTRAINED,
          network.trainable().getFirst().of().place(),
          network.name(),
          Wording.list(left));
    }
  }

  private void checkFixed(OnnxModel file) {
    Set<String> names = file.graph().tensorNames();
    for (Figure<String> fixed : declaration.fixed()) {
      if (!names.contains(fixed.value())) {
        String meant =
            Suggestion.nearest(fixed.value(), names)
                .map("Do you mean %s?"::formatted)
                .orElse("Give the name of an initializer.");
        report.add(
            FileMessage.ONNX_FIXED,
            fixed.place(),
            network.name(),
            declaration.file().value(),
            fixed.value(),
            meant);
      }
    }
  }

  private static PartialShape partial(Shape shape) {
    return new PartialShape(
        shape.extents().stream().map(extent -> OptionalLong.of(extent.longValue())).toList());
  }

  private void report(Problem problem) {
    report.add(
        ProblemWording.message(problem), place(), network.name(), ProblemWording.values(problem));
  }
}
