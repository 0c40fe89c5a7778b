package dev.lathe.processor.declaration;

import dev.lathe.annotations.PadMode;
import dev.lathe.annotations.PadSize;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.util.Elements;

/** Reads the annotations of one layer method, in the order written. */
final class LayerReader {
  private final Elements elements;

  LayerReader(Elements elements) {
    this.elements = elements;
  }

  LayerDeclaration read(ExecutableElement method, boolean returnsLayer) {
    List<OperationDeclaration> operations = new ArrayList<>();
    List<ActivationDeclaration> activations = new ArrayList<>();
    for (AnnotationMirror mirror : method.getAnnotationMirrors()) {
      String name = Names.qualifiedName(mirror);
      AnnotationReader reader = new AnnotationReader(elements, method, mirror);
      simpleName(name, Names.OPERATIONS)
          .ifPresent(annotation -> operations.add(operation(annotation, reader)));
      simpleName(name, Names.ACTIVATIONS)
          .ifPresent(
              annotation ->
                  activations.add(
                      new ActivationDeclaration(
                          annotation, reader.place(), reader.text("from"), reader.settings())));
    }
    return new LayerDeclaration(method, returnsLayer, operations, activations);
  }

  private static Optional<String> simpleName(
      String qualifiedName, List<Class<? extends Annotation>> annotations) {
    return annotations.stream()
        .filter(annotation -> annotation.getCanonicalName().equals(qualifiedName))
        .map(Class::getSimpleName)
        .findFirst();
  }

  private OperationDeclaration operation(String annotation, AnnotationReader reader) {
    Place place = reader.place();
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
      default -> new OperationDeclaration.Tensor(place, annotation, from, reader.settings());
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
