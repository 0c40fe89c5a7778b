package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.ActivationDeclaration;
import dev.lathe.processor.declaration.BlockUse;
import dev.lathe.processor.declaration.LayerDeclaration;
import dev.lathe.processor.declaration.OperationDeclaration;
import dev.lathe.processor.declaration.Place;
import dev.lathe.processor.declaration.UnreadableFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;

/** Checks the form of one layer method: its signature, and which annotations meet on it. */
final class LayerChecker {
  private final Report report;
  private final String name;
  private final LayerDeclaration layer;

  /**
   * Checks a layer.
   *
   * @param name by which messages call it
   */
  LayerChecker(Report report, String name, LayerDeclaration layer) {
    this.report = report;
    this.name = name;
    this.layer = layer;
  }

  void check() {
    checkMethod(layer.method());
    checkOperations(layer.operations());
    checkActivations(layer.activations());
    checkBlocks(layer.blocks());
    layer.unreadable().forEach(this::reportUnreadable);
    if (!layer.isAnnotated()) {
      report.add(Message.NO_OPERATION, layer.place(), name);
    }
  }

  private void reportUnreadable(UnreadableFigure figure) {
    if (figure.decimal().isPresent()) {
      report.add(
          Message.NOT_FINITE,
          figure.place(),
          name,
          figure.annotation(),
          figure.element(),
          figure.decimal().getAsDouble());
    } else {
      report.add(
          Message.UNREADABLE_FIGURE, figure.place(), name, figure.annotation(), figure.element());
    }
  }

  private void checkMethod(ExecutableElement method) {
    if (!method.getModifiers().contains(Modifier.ABSTRACT)) {
      report.add(Message.LAYER_WITH_BODY, firstAnnotation(), name, firstName());
    }
    if (!layer.returnsLayer()) {
      report.add(Message.NOT_A_LAYER, firstAnnotation(), name, firstName(), method.getReturnType());
    }
    List<String> surplus = new ArrayList<>();
    if (!method.getParameters().isEmpty()) {
      surplus.add("no parameters, and this one has (" + Wording.list(types(method)) + ")");
    }
    if (!method.getTypeParameters().isEmpty()) {
      surplus.add(
          "no type parameters, and this one has <"
              + Wording.list(method.getTypeParameters())
              + ">");
    }
    for (String what : surplus) {
      report.add(
          Message.LAYER_SIGNATURE, layer.place(), name, what, layer.method().getSimpleName());
    }
  }

  private void checkOperations(List<OperationDeclaration> operations) {
    for (OperationDeclaration second : operations.stream().skip(1).toList()) {
      report.add(
          Message.TWO_OPERATIONS,
          second.place(),
          name,
          operations.getFirst().annotation(),
          second.annotation());
    }
  }

  private void checkActivations(List<ActivationDeclaration> activations) {
    for (ActivationDeclaration second : activations.stream().skip(1).toList()) {
      report.add(
          Message.TWO_ACTIVATIONS,
          second.place(),
          name,
          activations.getFirst().annotation(),
          second.annotation());
    }
    if (layer.operations().isEmpty()) {
      return;
    }
    for (ActivationDeclaration activation : activations) {
      if (!activation.from().value().isEmpty()) {
        report.add(
            Message.FROM_ON_ACTIVATION,
            activation.from().place(),
            name,
            activation.annotation(),
            layer.operations().getFirst().annotation());
      }
    }
  }

  /** A block is a layer by itself: nothing stands beside it. */
  private void checkBlocks(List<BlockUse> blocks) {
    if (blocks.isEmpty()) {
      return;
    }
    BlockUse block = blocks.getFirst();
    layer.operations().forEach(o -> reportBeside(block, o.place(), o.annotation()));
    layer.activations().forEach(a -> reportBeside(block, a.place(), a.annotation()));
    blocks.stream().skip(1).forEach(b -> reportBeside(block, b.place(), b.annotation()));
  }

  private void reportBeside(BlockUse block, Place place, String annotation) {
    report.add(Message.BLOCK_BESIDE, place, name, block.annotation(), annotation);
  }

  private Place firstAnnotation() {
    return firstOf(OperationDeclaration::place, ActivationDeclaration::place, BlockUse::place);
  }

  private String firstName() {
    return firstOf(
        OperationDeclaration::annotation, ActivationDeclaration::annotation, BlockUse::annotation);
  }

  private <T> T firstOf(
      Function<OperationDeclaration, T> operation,
      Function<ActivationDeclaration, T> activation,
      Function<BlockUse, T> block) {
    return Stream.of(
            layer.operations().stream().map(operation),
            layer.activations().stream().map(activation),
            layer.blocks().stream().map(block))
        .flatMap(all -> all)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> types(ExecutableElement method) {
    return method.getParameters().stream().map(p -> p.asType().toString()).toList();
  }
}
