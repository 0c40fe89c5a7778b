package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.OperationDeclaration;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.network.LayerOperation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks that another layer's value has as many elements as the weight that it is to be. */
final class GeneratedChecker {
  private final Report report;
  private final String layer;
  private final OperationDeclaration.Generated generated;
  private final Optional<PartialShape> image;
  private final List<Optional<PartialShape>> inputs;

  GeneratedChecker(
      Report report,
      String layer,
      OperationDeclaration.Generated generated,
      Optional<PartialShape> image,
      List<Optional<PartialShape>> inputs) {
    this.report = report;
    this.layer = layer;
    this.generated = generated;
    this.image = image;
    this.inputs = inputs;
  }

  CheckedOperation check() {
    CheckedOperation own =
        new OperationChecker(report, layer, generated.of(), image, inputs).check();
    own.operation().ifPresent(operation -> checkSize(operation, own));
    return new CheckedOperation(own.output(), own.operation().map(LayerOperation.Generated::new));
  }

  private void checkSize(LayerOperation operation, CheckedOperation own) {
    Optional<Shape> value = inputs.get(1).flatMap(PartialShape::shape);
    Optional<Shape> input = inputs.getFirst().flatMap(PartialShape::shape);
    Optional<Shape> output = own.output().flatMap(PartialShape::shape);
    if (value.isEmpty() || input.isEmpty() || output.isEmpty()) {
      return;
    }
    Shape weight = LayerOperation.Generated.weight(operation, input.get(), output.get());
    if (weight.size() != value.get().size()) {
      report.add(
          Message.GENERATED_SIZE,
          generated.weights().place(),
          layer,
          generated.annotation(),
          weight.size(),
          weight.extents().stream().map(String::valueOf).collect(Collectors.joining("x")),
          generated.weights().value(),
          value.get(),
          value.get().size());
    }
  }
}
