package dev.lathe.processor.declaration;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import dev.lathe.annotations.Loss;
import dev.lathe.annotations.Network;
import dev.lathe.annotations.Onnx;
import dev.lathe.annotations.Precision;
import dev.lathe.annotations.Reduction;
import dev.lathe.annotations.Trainable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads an annotated type. Its types and annotation values must be resolvable. */
public final class NetworkReader {
  private final Elements elements;
  private final Types types;

  public NetworkReader(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
  }

  /**
   * Reads {@code type}.
   *
   * @throws IllegalArgumentException if it has neither a {@code @Network} nor an {@code @Onnx}
   *     annotation
   */
  public NetworkDeclaration read(TypeElement type) {
    AnnotationMirror network =
        Names.find(type, Network.class)
            .or(() -> Names.find(type, Onnx.class))
            .orElseThrow(() -> new IllegalArgumentException(type + " is not a @Network"));
    AnnotationReader reader = new AnnotationReader(elements, type, network);
    return new NetworkDeclaration(
        type,
        elements.getPackageOf(type).getQualifiedName().toString(),
        simpleNames(type),
        reader.place(),
        reader.numbers("input"),
        reader.constant("precision", Precision.class).value(),
        trainable(type),
        layers(type),
        inheritedLayers(type),
        entryPoints(type),
        defaultMethods(type),
        memberTypes(type));
  }

  private static List<String> simpleNames(TypeElement type) {
    List<String> names = new ArrayList<>();
    for (Element element = type;
        element != null && MoreElements.isType(element);
        element = element.getEnclosingElement()) {
      names.addFirst(element.getSimpleName().toString());
    }
    return names;
  }

  private List<TrainableDeclaration> trainable(TypeElement type) {
    List<TrainableDeclaration> heads = new ArrayList<>();
    Names.find(type, Trainable.class)
        .ifPresent(mirror -> heads.add(head(new AnnotationReader(elements, type, mirror))));
    Names.find(type, Trainable.Heads.class)
        .map(mirror -> new AnnotationReader(elements, type, mirror))
        .ifPresent(
            several ->
                several.annotations("value", elements).forEach(each -> heads.add(head(each))));
    return heads;
  }

  private static TrainableDeclaration head(AnnotationReader reader) {
    return new TrainableDeclaration(
        reader.place(),
        reader.text("of"),
        reader.text("targetOf"),
        reader.decimal("weight"),
        reader.constant("loss", Loss.class),
        reader.flag("inputGradient"),
        reader.constant("reduction", Reduction.class),
        reader.decimal("labelSmoothing"),
        reader.decimals("classWeights"),
        reader.numberOrDefault("ignoredClass"),
        reader.decimal("beta"),
        reader.decimal("delta"),
        reader.decimal("margin"),
        reader.numberOrDefault("power"),
        reader.decimal("floor"));
  }

  /** javac keeps the members' source order. */
  private List<LayerDeclaration> layers(TypeElement type) {
    LayerReader reader = new LayerReader(elements);
    return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
        .filter(NetworkReader::isLayer)
        .map(method -> reader.read(method, returnsLayer(method)))
        .toList();
  }

  /** Of all interfaces above {@code type}, nearest first. */
  private List<ExecutableElement> inheritedLayers(TypeElement type) {
    SequencedSet<TypeElement> interfaces = new LinkedHashSet<>();
    collectInterfaces(type, interfaces);
    return interfaces.stream()
        .flatMap(above -> ElementFilter.methodsIn(above.getEnclosedElements()).stream())
        .filter(NetworkReader::isLayer)
        .toList();
  }

  private static void collectInterfaces(TypeElement type, SequencedSet<TypeElement> found) {
    for (TypeMirror mirror : type.getInterfaces()) {
      if (mirror.getKind() == TypeKind.DECLARED) {
        TypeElement above = MoreTypes.asTypeElement(mirror);
        if (found.add(above)) {
          collectInterfaces(above, found);
        }
      }
    }
  }

  private List<EntryPointDeclaration> entryPoints(TypeElement type) {
    DeclaredType self = MoreTypes.asDeclared(type.asType());
    List<EntryPointDeclaration> entryPoints = new ArrayList<>();
    for (ExecutableElement method :
        MoreElements.getLocalAndInheritedMethods(type, types, elements)) {
      if (isAbstract(method) && !isLayer(method) && !isMethodOfObject(method)) {
        entryPoints.add(
            new EntryPointDeclaration(
                method,
                MoreTypes.asExecutable(types.asMemberOf(self, method)),
                !type.equals(method.getEnclosingElement())));
      }
    }
    return entryPoints;
  }

  private List<ExecutableElement> defaultMethods(TypeElement type) {
    return MoreElements.getLocalAndInheritedMethods(type, types, elements).stream()
        .filter(method -> method.getModifiers().contains(Modifier.DEFAULT) && !isLayer(method))
        .toList();
  }

  private List<String> memberTypes(TypeElement type) {
    return ElementFilter.typesIn(elements.getAllMembers(type)).stream()
        .map(member -> member.getSimpleName().toString())
        .distinct()
        .sorted()
        .toList();
  }

  /** {@code default} and {@code static} methods are the user's own unless annotated by mistake. */
  static boolean isLayer(ExecutableElement method) {
    return Names.isLayerAnnotated(method) || (isAbstract(method) && returnsLayer(method));
  }

  static boolean returnsLayer(ExecutableElement method) {
    TypeMirror type = method.getReturnType();
    return type.getKind() == TypeKind.DECLARED
        && MoreTypes.asTypeElement(type).getQualifiedName().contentEquals(Names.LAYER);
  }

  private static boolean isAbstract(ExecutableElement method) {
    return method.getModifiers().contains(Modifier.ABSTRACT);
  }

  /** An interface may declare {@code String toString()} again; every class has it already. */
  private boolean isMethodOfObject(ExecutableElement method) {
    TypeElement object = elements.getTypeElement(Object.class.getCanonicalName());
    return ElementFilter.methodsIn(object.getEnclosedElements()).stream()
        .filter(inherited -> inherited.getModifiers().contains(Modifier.PUBLIC))
        .filter(inherited -> inherited.getSimpleName().equals(method.getSimpleName()))
        .anyMatch(
            inherited ->
                types.isSubsignature(
                    MoreTypes.asExecutable(method.asType()),
                    MoreTypes.asExecutable(inherited.asType())));
  }
}
