package dev.lathe.processor.authoring;

import dev.lathe.processor.graph.Shape;
import java.util.ArrayList;
import java.util.List;

/** A layer of the interface in the making. */
final class LayerText {
  private final String name;
  private final Shape shape;
  private final List<AnnotationText> annotations = new ArrayList<>();
  private final boolean isActivation;
  private boolean activated;

  /**
   * @param shape that the layer makes
   * @param isActivation whether it is an activation alone
   */
  LayerText(String name, Shape shape, AnnotationText annotation, boolean isActivation) {
    this.name = name;
    this.shape = shape;
    this.annotations.add(annotation);
    this.isActivation = isActivation;
  }

  String name() {
    return name;
  }

  Shape shape() {
    return shape;
  }

  /** Whether an activation can still be put behind it. */
  boolean isOpen() {
    return !isActivation && !activated;
  }

  void activate(AnnotationText activation) {
    annotations.add(activation);
    activated = true;
  }

  List<AnnotationText> annotations() {
    return annotations;
  }
}
