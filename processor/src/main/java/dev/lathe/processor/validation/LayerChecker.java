package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.ActivationDeclaration;
import dev.lathe.processor.declaration.LayerDeclaration;
import dev.lathe.processor.declaration.OperationDeclaration;
import dev.lathe.processor.declaration.Place;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;

/** Checks the form of one layer method: its signature, and which annotations meet on it. */
final class LayerChecker {
  private final Report report;
  private final LayerDeclaration layer;

  LayerChecker(Report report, LayerDeclaration layer) {
    this.report = report;
    this.layer = layer;
  }

  void check() {
    checkMethod(layer.method());
    checkOperations(layer.operations());
    checkActivations(layer.activations());
    if (!layer.isAnnotated()) {
      report.add(Message.NO_OPERATION, layer.place(), layer.name());
    }
  }

  private void checkMethod(ExecutableElement method) {
    if (!method.getModifiers().contains(Modifier.ABSTRACT)) {
      report.add(Message.LAYER_WITH_BODY, firstAnnotation(), layer.name(), firstName());
    }
    if (!layer.returnsLayer()) {
      report.add(
          Message.NOT_A_LAYER,
          firstAnnotation(),
          layer.name(),
          firstName(),
          method.getReturnType());
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
      report.add(Message.LAYER_SIGNATURE, layer.place(), layer.name(), what, layer.name());
    }
  }

  private void checkOperations(List<OperationDeclaration> operations) {
    for (OperationDeclaration second : operations.stream().skip(1).toList()) {
      report.add(
          Message.TWO_OPERATIONS,
          second.place(),
          layer.name(),
          operations.getFirst().annotation(),
          second.annotation());
    }
  }

  private void checkActivations(List<ActivationDeclaration> activations) {
    for (ActivationDeclaration second : activations.stream().skip(1).toList()) {
      report.add(
          Message.TWO_ACTIVATIONS,
          second.place(),
          layer.name(),
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
            layer.name(),
            activation.annotation(),
            layer.operations().getFirst().annotation());
      }
    }
  }

  private Place firstAnnotation() {
    return layer.operations().isEmpty()
        ? layer.activations().getFirst().place()
        : layer.operations().getFirst().place();
  }

  private String firstName() {
    return layer.operations().isEmpty()
        ? layer.activations().getFirst().annotation()
        : layer.operations().getFirst().annotation();
  }

  private static List<String> types(ExecutableElement method) {
    return method.getParameters().stream().map(p -> p.asType().toString()).toList();
  }
}
