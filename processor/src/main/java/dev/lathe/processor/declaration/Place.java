package dev.lathe.processor.declaration;

import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/**
 * A place in the user's source: an element, one of its annotations, a value in that annotation.
 *
 * @param annotation absent where the element itself is meant
 * @param value absent where the whole annotation is meant, or where the value is a default, which
 *     stands nowhere in the user's source
 */
public record Place(
    Element element, Optional<AnnotationMirror> annotation, Optional<AnnotationValue> value) {

  public static Place of(Element element) {
    return new Place(element, Optional.empty(), Optional.empty());
  }

  public static Place of(Element element, AnnotationMirror annotation) {
    return new Place(element, Optional.of(annotation), Optional.empty());
  }

  public Place at(AnnotationValue value) {
    return new Place(element, annotation, Optional.of(value));
  }
}
