package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.EntryPointDeclaration;
import dev.lathe.processor.declaration.LayerDeclaration;
import dev.lathe.processor.declaration.Names;
import dev.lathe.processor.declaration.NetworkDeclaration;
import dev.lathe.processor.declaration.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Checks that layers do not share names, and that no method of the user's meets one that the
 * generated class inherits: that one would win, or javac would refuse the class.
 */
final class MethodNameChecker {
  private final Report report;
  private final Types types;
  private final NetworkDeclaration network;
  private final List<ExecutableElement> reserved;

  MethodNameChecker(Report report, Elements elements, Types types, NetworkDeclaration network) {
    this.report = report;
    this.types = types;
    this.network = network;
    this.reserved = reserved(elements);
  }

  /**
   * Methods that the generated class inherits of its superclass and of {@code Object}: those that
   * the runtime's package keeps to itself are not among them.
   */
  private static List<ExecutableElement> reserved(Elements elements) {
    TypeElement superclass = elements.getTypeElement(Names.COMPILED_NETWORK);
    if (superclass == null) {
      return List.of();
    }
    return ElementFilter.methodsIn(elements.getAllMembers(superclass)).stream()
        .filter(MethodNameChecker::isInherited)
        .filter(method -> !method.getModifiers().contains(Modifier.ABSTRACT))
        .toList();
  }

  private static boolean isInherited(ExecutableElement method) {
    Set<Modifier> modifiers = method.getModifiers();
    return modifiers.contains(Modifier.PUBLIC) || modifiers.contains(Modifier.PROTECTED);
  }

  void check() {
    checkLayers();
    checkInheritedLayers();
    for (EntryPointDeclaration entryPoint : network.entryPoints()) {
      checkReserved(entryPoint.method(), entryPoint.type().getParameterTypes());
    }
    for (ExecutableElement method : network.defaultMethods()) {
      checkReserved(method, parameters(method));
    }
  }

  private void checkLayers() {
    Map<String, LayerDeclaration> seen = new HashMap<>();
    for (LayerDeclaration layer : network.layers()) {
      checkReserved(layer.method(), List.of());
      LayerDeclaration first = seen.putIfAbsent(layer.name(), layer);
      Optional<ExecutableElement> above = inheritedFromNetwork(layer.name());
      if (first != null) {
        report.add(Message.DUPLICATE_LAYER, layer.place(), layer.name(), "");
      } else if (above.isPresent()) {
        report.add(
            Message.DUPLICATE_LAYER,
            layer.place(),
            layer.name(),
            ", inherited from " + owner(above.get()).getSimpleName());
      }
    }
  }

  /** A layer method without annotation above only asks for the layer, and may be overridden. */
  private Optional<ExecutableElement> inheritedFromNetwork(String layer) {
    return network.inheritedLayers().stream()
        .filter(method -> method.getSimpleName().contentEquals(layer))
        .filter(Names::isLayerAnnotated)
        .findFirst();
  }

  private void checkInheritedLayers() {
    List<String> own = network.layers().stream().map(LayerDeclaration::name).toList();
    Map<Element, List<ExecutableElement>> byOwner =
        network.inheritedLayers().stream()
            .filter(method -> !own.contains(method.getSimpleName().toString()))
            .collect(
                Collectors.groupingBy(
                    MethodNameChecker::owner, LinkedHashMap::new, Collectors.toList()));
    byOwner.forEach(
        (owner, methods) ->
            report.add(
                Message.INHERITED_LAYERS,
                network.place(),
                network.name(),
                owner.getSimpleName(),
                Wording.list(methods.stream().map(Element::getSimpleName).toList())));
  }

  private void checkReserved(ExecutableElement method, List<? extends TypeMirror> parameters) {
    for (ExecutableElement taken : reserved) {
      if (taken.getSimpleName().equals(method.getSimpleName())
          && isSame(parameters, parameters(taken))
          && !isOfRuntime(method)) {
        boolean own = owner(method).equals(network.type());
        report.add(
            Message.RESERVED_METHOD,
            own ? Place.of(method) : network.place(),
            network.name(),
            "%s(%s)".formatted(method.getSimpleName(), Wording.list(parameters)),
            owner(taken).getSimpleName());
        return;
      }
    }
  }

  /** What the runtime's own interfaces declare, the runtime's own superclass may well implement. */
  private static boolean isOfRuntime(ExecutableElement method) {
    return owner(method).toString().startsWith("dev.lathe.runtime.");
  }

  private static List<? extends TypeMirror> parameters(ExecutableElement method) {
    return ((ExecutableType) method.asType()).getParameterTypes();
  }

  private boolean isSame(List<? extends TypeMirror> left, List<? extends TypeMirror> right) {
    List<TypeMirror> a = new ArrayList<>(left);
    List<TypeMirror> b = new ArrayList<>(right);
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!types.isSameType(types.erasure(a.get(i)), types.erasure(b.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private static Element owner(ExecutableElement method) {
    return Objects.requireNonNull(method.getEnclosingElement(), "a method has a type around it");
  }
}
