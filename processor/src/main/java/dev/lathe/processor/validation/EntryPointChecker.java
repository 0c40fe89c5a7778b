package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.EntryPointDeclaration;
import dev.lathe.processor.declaration.NetworkDeclaration;
import dev.lathe.processor.declaration.Place;
import dev.lathe.processor.network.EntryPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.ExecutableType;

/** Recognises entry points by their signatures. */
final class EntryPointChecker {
  private final Report report;
  private final NetworkDeclaration network;

  EntryPointChecker(Report report, NetworkDeclaration network) {
    this.report = report;
    this.network = network;
  }

  /** The supported ones; of two interfaces that declare the same method, the first counts. */
  List<EntryPoint> check() {
    if (network.entryPoints().isEmpty()) {
      report.add(Message.NO_ENTRY_POINT, network.place(), network.name());
    }
    List<EntryPoint> found = new ArrayList<>();
    for (EntryPointDeclaration declaration : network.entryPoints()) {
      Optional<EntryPoint.Kind> kind = kind(declaration.type());
      if (kind.isEmpty()) {
        report.add(
            Message.ENTRY_POINT_SIGNATURE,
            place(declaration),
            network.name(),
            describe(declaration));
      } else if (found.stream().noneMatch(other -> isSame(other, declaration, kind.get()))) {
        found.add(entryPoint(declaration, kind.get()));
      }
    }
    return found;
  }

  private static Optional<EntryPoint.Kind> kind(ExecutableType type) {
    if (!type.getTypeVariables().isEmpty()) {
      return Optional.empty();
    }
    String result = type.getReturnType().toString();
    List<String> parameters = type.getParameterTypes().stream().map(Objects::toString).toList();
    for (EntryPoint.Kind kind : EntryPoint.Kind.values()) {
      if (kind.result().equals(result) && kind.parameterTypes().equals(parameters)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  private static boolean isSame(
      EntryPoint other, EntryPointDeclaration declaration, EntryPoint.Kind kind) {
    return other.method().equals(declaration.name())
        && other.kind().parameterTypes().equals(kind.parameterTypes());
  }

  private static EntryPoint entryPoint(EntryPointDeclaration declaration, EntryPoint.Kind kind) {
    ExecutableElement method = declaration.method();
    return new EntryPoint(
        declaration.name(), kind, method.isVarArgs(), declaredIn(method), declaration.inherited());
  }

  private String describe(EntryPointDeclaration declaration) {
    ExecutableType type = declaration.type();
    String variables =
        type.getTypeVariables().isEmpty() ? "" : "<" + Wording.list(type.getTypeVariables()) + "> ";
    return "%s%s %s(%s)%s"
        .formatted(
            variables,
            type.getReturnType(),
            declaration.name(),
            Wording.list(type.getParameterTypes()),
            declaration.inherited()
                ? " (inherited from " + declaredIn(declaration.method()) + ")"
                : "");
  }

  /** An inherited method may stand in a class file: the network's own source is pointed at. */
  private Place place(EntryPointDeclaration declaration) {
    return declaration.inherited() ? network.place() : Place.of(declaration.method());
  }

  private static String declaredIn(ExecutableElement method) {
    return String.valueOf(
        Objects.requireNonNull(method.getEnclosingElement(), "a method has a type around it")
            .getSimpleName());
  }
}
