package dev.lathe.processor.validation;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import dev.lathe.processor.declaration.EntryPointDeclaration;
import dev.lathe.processor.declaration.NetworkDeclaration;
import dev.lathe.processor.declaration.Place;
import dev.lathe.processor.network.EntryPoint;
import dev.lathe.processor.network.EntryPoint.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Recognises entry points by their signatures. */
final class EntryPointChecker {
  private static final String FLOATS = "float[]";

  private final Report report;
  private final NetworkDeclaration network;
  private final NamedValues values;
  private final int inputs;
  private final boolean joinable;

  /**
   * Checks entry points.
   *
   * @param values what components of records name
   * @param inputs how many inputs the network has
   * @param joinable whether several inputs may be given as one, behind each other
   */
  EntryPointChecker(
      Report report, NetworkDeclaration network, NamedValues values, int inputs, boolean joinable) {
    this.report = report;
    this.network = network;
    this.values = values;
    this.inputs = inputs;
    this.joinable = joinable;
  }

  /**
   * A signature that is supported.
   *
   * @param joined whether several inputs are given as one
   */
  private record Signature(Kind kind, Optional<TypeElement> heads, boolean joined) {
    Signature(Kind kind, Optional<TypeElement> heads) {
      this(kind, heads, false);
    }
  }

  /** The supported ones; of two interfaces that declare the same method, the first counts. */
  List<EntryPoint> check() {
    if (network.entryPoints().isEmpty()) {
      report.add(Message.NO_ENTRY_POINT, network.place(), network.name());
    }
    List<EntryPoint> found = new ArrayList<>();
    for (EntryPointDeclaration declaration : network.entryPoints()) {
      Optional<Signature> signature = signature(declaration.type());
      if (signature.isEmpty()) {
        report.add(
            Message.ENTRY_POINT_SIGNATURE,
            place(declaration),
            network.name(),
            describe(declaration));
      } else {
        EntryPoint entryPoint = entryPoint(declaration, signature.get());
        if (found.stream().noneMatch(other -> isSame(other, entryPoint))) {
          found.add(entryPoint);
        }
      }
    }
    return found;
  }

  private Optional<Signature> signature(ExecutableType type) {
    if (!type.getTypeVariables().isEmpty()) {
      return Optional.empty();
    }
    Optional<Signature> each = signature(type, inputs);
    if (each.isPresent() || !joinable || inputs == 1) {
      return each;
    }
    return signature(type, 1)
        .filter(signature -> signature.heads().isEmpty())
        .map(signature -> new Signature(signature.kind(), signature.heads(), true));
  }

  /** The signature of a method that is given so many arrays. */
  private static Optional<Signature> signature(ExecutableType type, int inputs) {
    String result = text(type.getReturnType());
    List<? extends TypeMirror> parameters = type.getParameterTypes();
    List<String> names = parameters.stream().map(EntryPointChecker::text).toList();
    if (inputs == 1 && result.equals("void") && names.equals(List.of(FLOATS, "int", FLOATS))) {
      return Optional.of(new Signature(Kind.BATCH, Optional.empty()));
    }
    if (names.size() < inputs
        || !names.subList(0, inputs).equals(Collections.nCopies(inputs, FLOATS))) {
      return Optional.empty();
    }
    List<? extends TypeMirror> behind = parameters.subList(inputs, parameters.size());
    if (behind.isEmpty()) {
      return of(type.getReturnType());
    }
    if (behind.size() > 1 || !result.equals("void")) {
      return Optional.empty();
    }
    return text(behind.getFirst()).equals(FLOATS)
        ? Optional.of(new Signature(Kind.SCORES_INTO, Optional.empty()))
        : heads(behind.getFirst(), Kind.HEADS_INTO);
  }

  /** A type as it would be written without annotations such as {@code @NonNull}. */
  private static String text(TypeMirror type) {
    return switch (type.getKind()) {
      case ARRAY -> text(MoreTypes.asArray(type).getComponentType()) + "[]";
      case FLOAT, INT, VOID -> type.getKind().name().toLowerCase(Locale.ROOT);
      default -> type.toString();
    };
  }

  private static Optional<Signature> of(TypeMirror result) {
    return switch (text(result)) {
      case FLOATS -> Optional.of(new Signature(Kind.SCORES, Optional.empty()));
      case "int" -> Optional.of(new Signature(Kind.CLASSIFY, Optional.empty()));
      default -> heads(result, Kind.HEADS);
    };
  }

  private static Optional<Signature> heads(TypeMirror type, Kind kind) {
    if (type.getKind() != TypeKind.DECLARED) {
      return Optional.empty();
    }
    TypeElement element = MoreTypes.asTypeElement(type);
    boolean fits =
        element.getKind() == ElementKind.RECORD && !element.getRecordComponents().isEmpty();
    return fits ? Optional.of(new Signature(kind, Optional.of(element))) : Optional.empty();
  }

  private static boolean isSame(EntryPoint one, EntryPoint other) {
    return one.method().equals(other.method())
        && one.kind() == other.kind()
        && one.heads().equals(other.heads());
  }

  private EntryPoint entryPoint(EntryPointDeclaration declaration, Signature signature) {
    ExecutableElement method = declaration.method();
    return new EntryPoint(
        declaration.name(),
        signature.kind(),
        method.isVarArgs(),
        declaredIn(method),
        declaration.inherited(),
        signature.heads().map(type -> heads(declaration, type)),
        signature.joined());
  }

  private EntryPoint.Heads heads(EntryPointDeclaration declaration, TypeElement type) {
    List<EntryPoint.Component> components = new ArrayList<>();
    for (RecordComponentElement component : type.getRecordComponents()) {
      String name = component.getSimpleName().toString();
      OptionalInt value = values.number(name);
      if (!text(component.asType()).equals(FLOATS)) {
        report.add(
            Message.OUTPUT_TYPE,
            place(declaration),
            network.name(),
            declaration.name(),
            type.getSimpleName(),
            name,
            component.asType());
      } else if (!values.has(name)) {
        report.add(
            values.noOutput(),
            place(declaration),
            network.name(),
            declaration.name(),
            type.getSimpleName(),
            name,
            values.remedy(name));
      }
      value.ifPresent(index -> components.add(new EntryPoint.Component(name, index)));
    }
    List<String> simpleNames = new ArrayList<>();
    for (Element element = type;
        element != null && MoreElements.isType(element);
        element = element.getEnclosingElement()) {
      simpleNames.addFirst(element.getSimpleName().toString());
    }
    String packageName = MoreElements.getPackage(type).getQualifiedName().toString();
    return new EntryPoint.Heads(packageName, simpleNames, components);
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
