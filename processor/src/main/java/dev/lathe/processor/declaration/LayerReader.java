package dev.lathe.processor.declaration;

import dev.lathe.annotations.Axis;
import dev.lathe.annotations.PadMode;
import dev.lathe.annotations.PadSize;
import dev.lathe.annotations.Pinned;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Reads the annotations of one layer method, in the order written. */
final class LayerReader {
  private final Elements elements;
  private final Arguments arguments;
  private final List<TypeElement> blocks;

  /** Reads the layers of a network. */
  LayerReader(Elements elements) {
    this(elements, Arguments.NONE, List.of());
  }

  /**
   * Reads the layers of a block.
   *
   * @param blocks the blocks around them, outermost first
   */
  LayerReader(Elements elements, Arguments arguments, List<TypeElement> blocks) {
    this.elements = elements;
    this.arguments = arguments;
    this.blocks = List.copyOf(blocks);
  }

  LayerDeclaration read(ExecutableElement method, boolean returnsLayer) {
    List<OperationDeclaration> operations = new ArrayList<>();
    List<ActivationDeclaration> activations = new ArrayList<>();
    List<BlockUse> uses = new ArrayList<>();
    List<PinDeclaration> pins = new ArrayList<>();
    List<UnreadableFigure> unreadable = new ArrayList<>();
    for (AnnotationMirror mirror : method.getAnnotationMirrors()) {
      String name = Names.qualifiedName(mirror);
      AnnotationReader reader =
          new AnnotationReader(elements, method, mirror, arguments, unreadable);
      simpleName(name, Names.OPERATIONS)
          .ifPresent(annotation -> operations.add(operation(annotation, reader)));
      simpleName(name, Names.ACTIVATIONS)
          .ifPresent(
              annotation ->
                  activations.add(
                      new ActivationDeclaration(
                          annotation, reader.place(), reader.text("from"), reader.settings())));
      if (name.equals(Pinned.class.getCanonicalName())) {
        pins.add(pin(reader));
      } else if (name.equals(Pinned.Several.class.getCanonicalName())) {
        reader.annotations("value", elements).forEach(each -> pins.add(pin(each)));
      }
      BlockDefinition.of(mirror)
          .map(definition -> new BlockReader(elements, blocks).read(definition, reader))
          .ifPresent(uses::add);
    }
    return new LayerDeclaration(
        method,
        arguments.place(Place.of(method)),
        returnsLayer,
        operations,
        activations,
        uses,
        pins,
        unreadable);
  }

  private static PinDeclaration pin(AnnotationReader reader) {
    return new PinDeclaration(reader.text("value"), reader.numberOrDefault("lanes"));
  }

  private static Optional<String> simpleName(
      String qualifiedName, List<Class<? extends Annotation>> annotations) {
    return annotations.stream()
        .filter(annotation -> annotation.getCanonicalName().equals(qualifiedName))
        .map(Class::getSimpleName)
        .findFirst();
  }

  private OperationDeclaration operation(String annotation, AnnotationReader reader) {
    OperationDeclaration operation = ownOperation(annotation, reader);
    boolean mayGenerate = Names.WITH_WEIGHTS.contains(annotation);
    return mayGenerate && !reader.text("weights").value().isEmpty()
        ? new OperationDeclaration.Generated(operation, reader.text("weights"))
        : operation;
  }

  private OperationDeclaration ownOperation(String annotation, AnnotationReader reader) {
    Place place = reader.place();
    Optional<OperationDeclaration> join = join(annotation, reader);
    if (join.isPresent()) {
      return join.get();
    }
    if (annotation.equals("Input")) {
      return new OperationDeclaration.Given(
          place, new Figure<>("", place), reader.numbers("value"));
    }
    Figure<String> from = reader.text("from");
    return switch (annotation) {
      case "Conv" ->
          new OperationDeclaration.Convolution(
              place,
              from,
              reader.number("filters"),
              convolutionWindow(reader),
              new BorderDeclaration(
                  reader.constant("padSize", PadSize.class),
                  reader.constant("padMode", PadMode.class),
                  reader.decimal("padValue")),
              required(reader, "groups"),
              table(reader),
              new BiasDeclaration(reader.flag("bias"), reader.placedFlag("biasPerUnit")),
              reader.flag("flip"));
      case "LocallyConnected" ->
          new OperationDeclaration.LocallyConnected(
              place,
              from,
              reader.number("filters"),
              convolutionWindow(reader),
              reader.flag("bias"),
              reader.flag("flip"));
      case "TransposedConv" ->
          new OperationDeclaration.TransposedConvolution(
              place,
              from,
              reader.number("filters"),
              convolutionWindow(reader),
              reader.numbersOrDefault("outputPadding"),
              required(reader, "groups"),
              reader.flag("bias"),
              reader.flag("flip"));
      case "MaxPool" -> pool(annotation, reader, new PoolingDeclaration.Maximum());
      case "AvgPool" ->
          pool(
              annotation,
              reader,
              new PoolingDeclaration.Mean(
                  reader.flag("countPadding"), required(reader, "divisor")));
      case "MaxPoolPositions" -> pool(annotation, reader, new PoolingDeclaration.Positions());
      case "SumPool" -> pool(annotation, reader, new PoolingDeclaration.Sum());
      case "LpPool" -> pool(annotation, reader, new PoolingDeclaration.Norm(reader.decimal("p")));
      case "LogSumExpPool" ->
          pool(
              annotation,
              reader,
              new PoolingDeclaration.LogSumExp(reader.decimal("beta"), reader.flag("mean")));
      case "Subsample" -> pool(annotation, reader, new PoolingDeclaration.Subsampling());
      case "AdaptiveAvgPool", "AdaptiveMaxPool" ->
          new OperationDeclaration.AdaptivePool(
              place, from, annotation, reader.numbers("value"), whole(annotation));
      case "GlobalAvgPool", "GlobalMaxPool", "GlobalSumPool" ->
          new OperationDeclaration.GlobalPool(place, from, annotation, whole(annotation));
      case "Embedding" ->
          new OperationDeclaration.Embedding(
              place,
              from,
              reader.number("vocabulary"),
              reader.number("dimension"),
              reader.numberOrDefault("padding"));
      case "BatchNorm" ->
          new OperationDeclaration.BatchNorm(
              place,
              from,
              reader.decimal("epsilon"),
              reader.decimal("momentum"),
              reader.flag("affine"),
              reader.flag("frozen"));
      case "Dropout" ->
          new OperationDeclaration.Dropout(
              place, from, reader.decimal("value"), reader.flag("maps"));
      case "Dense" ->
          new OperationDeclaration.Dense(place, from, reader.number("value"), reader.flag("bias"));
      case "Reshape" -> new OperationDeclaration.Reshape(place, from, reader.numbers("value"));
      case "Slice" ->
          new OperationDeclaration.Slice(
              place,
              from,
              reader.constant("axis", Axis.class),
              reader.number("begin"),
              reader.number("end"));
      case "MaxUnpool" ->
          new OperationDeclaration.Tensor(
              place, annotation, List.of(from, reader.text("positions")), reader.settings());
      default ->
          new OperationDeclaration.Tensor(place, annotation, List.of(from), reader.settings());
    };
  }

  private static Figure<Integer> required(AnnotationReader reader, String element) {
    return reader.number(element).orElseThrow();
  }

  private Optional<TableDeclaration> table(AnnotationReader reader) {
    List<AnnotationReader> rows = reader.annotations("table", elements);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<Figures> maps =
        rows.stream().map(row -> row.numbers("value")).flatMap(Optional::stream).toList();
    return Optional.of(new TableDeclaration(reader.placeOf("table"), maps));
  }

  /** The operations that name several layers. */
  private static Optional<OperationDeclaration> join(String annotation, AnnotationReader reader) {
    Place place = reader.place();
    OperationDeclaration.JoinKind kind =
        switch (annotation) {
          case "Add" -> OperationDeclaration.JoinKind.SUM;
          case "Multiply" -> OperationDeclaration.JoinKind.PRODUCT;
          case "Concat" -> OperationDeclaration.JoinKind.CONCATENATION;
          default -> null;
        };
    if (kind == null) {
      return Optional.empty();
    }
    boolean broadcast =
        kind == OperationDeclaration.JoinKind.PRODUCT
            || (kind == OperationDeclaration.JoinKind.SUM && reader.flag("broadcast"));
    return Optional.of(
        new OperationDeclaration.Join(
            place,
            kind,
            reader.texts("value"),
            kind == OperationDeclaration.JoinKind.CONCATENATION
                ? Optional.of(reader.constant("axis", Axis.class))
                : Optional.empty(),
            broadcast));
  }

  private static OperationDeclaration pool(
      String annotation, AnnotationReader reader, PoolingDeclaration pooling) {
    return new OperationDeclaration.Pool(
        reader.place(),
        reader.text("from"),
        annotation,
        window(reader, "value", true),
        reader.flag("ceil"),
        pooling);
  }

  /** What an annotation without figures of its own makes of a window. */
  private static PoolingDeclaration whole(String annotation) {
    if (annotation.endsWith("MaxPool")) {
      return new PoolingDeclaration.Maximum();
    }
    return annotation.endsWith("SumPool")
        ? new PoolingDeclaration.Sum()
        : new PoolingDeclaration.PlainMean();
  }

  private static WindowDeclaration convolutionWindow(AnnotationReader reader) {
    return window(reader, "kernel", false);
  }

  private static WindowDeclaration window(
      AnnotationReader reader, String kernel, boolean sideBySide) {
    return new WindowDeclaration(
        reader.numbers(kernel),
        reader.numbersOrDefault("stride"),
        reader.numbersOrDefault("padding"),
        reader.numbersOrDefault("dilation"),
        sideBySide);
  }
}
