package dev.lathe.processor.write;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.util.Elements;

/**
 * The names of {@code java.lang} that mean something else in a user's package, because a class of
 * that name stands there: {@code Math}, say. Everything else is imported by name, which is stronger
 * than the package.
 */
public final class HiddenNames {
  private HiddenNames() {}

  /** The simple names that code generated into the package must not use. */
  public static Set<String> in(PackageElement userPackage, Elements elements) {
    Set<String> hidden = namesIn(userPackage);
    hidden.retainAll(namesIn(elements.getPackageElement("java.lang")));
    return hidden;
  }

  private static Set<String> namesIn(PackageElement element) {
    return element.getEnclosedElements().stream()
        .map(Element::getSimpleName)
        .map(Object::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
