package dev.lathe.processor.validation;

import com.google.auto.common.MoreElements;
import dev.lathe.processor.declaration.Names;
import dev.lathe.processor.declaration.NetworkDeclaration;
import dev.lathe.processor.network.GeneratedNames;
import java.util.List;
import javax.annotation.processing.Generated;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileObject;

/** Checks the interface itself: that a class in its package can be written that implements it. */
final class InterfaceChecker {
  private final Report report;
  private final Elements elements;
  private final NetworkDeclaration network;

  InterfaceChecker(Report report, Elements elements, NetworkDeclaration network) {
    this.report = report;
    this.elements = elements;
    this.network = network;
  }

  /** Whether the type is an interface; if not, nothing else is worth saying. */
  boolean checkKind() {
    ElementKind kind = network.type().getKind();
    if (kind == ElementKind.INTERFACE) {
      return true;
    }
    report.add(
        Message.NOT_AN_INTERFACE,
        network.network(),
        network.name(),
        switch (kind) {
          case ENUM -> "an enum";
          case RECORD -> "a record";
          case ANNOTATION_TYPE -> "an annotation type";
          default -> "a class";
        });
    return false;
  }

  void check() {
    checkVisible();
    TypeElement type = network.type();
    if (!type.getTypeParameters().isEmpty()) {
      report.add(
          Message.GENERIC_INTERFACE,
          network.place(),
          network.name(),
          Wording.list(type.getTypeParameters()));
    }
    if (type.getModifiers().contains(Modifier.SEALED)) {
      report.add(Message.SEALED_INTERFACE, network.place(), network.name());
    }
    if (elements.getTypeElement(Names.COMPILED_NETWORK) == null) {
      report.add(Message.RUNTIME_MISSING, network.place(), network.name(), Names.COMPILED_NETWORK);
    }
    checkNamesAreFree();
  }

  private void checkVisible() {
    for (Element element = network.type();
        element != null && MoreElements.isType(element);
        element = element.getEnclosingElement()) {
      if (element.getModifiers().contains(Modifier.PRIVATE)) {
        report.add(Message.PRIVATE_TYPE, network.place(), network.name(), element.getSimpleName());
      }
    }
  }

  private void checkNamesAreFree() {
    List<String> names =
        new GeneratedNames(network.simpleNames()).all(!network.trainable().isEmpty());
    for (String name : names) {
      String qualified =
          network.packageName().isEmpty() ? name : network.packageName() + "." + name;
      TypeElement existing = elements.getTypeElement(qualified);
      if (existing != null && isWrittenByHand(existing)) {
        report.add(Message.GENERATED_NAME_TAKEN, network.place(), network.name(), qualified);
      }
    }
  }

  /**
   * Whether the class stands in a source file that is not ours. A class file is what an earlier
   * compilation left in the output directory, which build tools put on the class path.
   */
  private boolean isWrittenByHand(TypeElement existing) {
    return isInSourceFile(existing)
        && existing.getAnnotationMirrors().stream().noneMatch(InterfaceChecker::isGeneratedByUs);
  }

  private boolean isInSourceFile(TypeElement existing) {
    try {
      return elements.getFileObjectOf(existing).getKind() == JavaFileObject.Kind.SOURCE;
    } catch (UnsupportedOperationException e) {
      // A compiler other than javac may not know. Its Filer refuses to write over a source file.
      return false;
    }
  }

  private static boolean isGeneratedByUs(AnnotationMirror mirror) {
    Element annotation = mirror.getAnnotationType().asElement();
    return ((TypeElement) annotation)
            .getQualifiedName()
            .contentEquals(Generated.class.getCanonicalName())
        && mirror.getElementValues().values().stream()
            .anyMatch(value -> value.toString().contains("dev.lathe.processor.LatheProcessor"));
  }
}
