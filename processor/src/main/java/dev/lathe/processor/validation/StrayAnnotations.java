package dev.lathe.processor.validation;

import dev.lathe.annotations.Network;
import dev.lathe.annotations.Onnx;
import dev.lathe.annotations.Trainable;
import dev.lathe.processor.declaration.BlockDefinition;
import dev.lathe.processor.declaration.Names;
import dev.lathe.processor.declaration.Place;
import java.lang.annotation.Annotation;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;

/** Finds annotations that stand where no network is: without a word, they would do nothing. */
public final class StrayAnnotations {
  private final Report report;

  public StrayAnnotations(Report report) {
    this.report = report;
  }

  public void check(RoundEnvironment round) {
    Set<Element> trainable = new LinkedHashSet<>(round.getElementsAnnotatedWith(Trainable.class));
    trainable.addAll(round.getElementsAnnotatedWith(Trainable.Heads.class));
    for (Element type : trainable) {
      if (!isNetwork(type)) {
        Names.find(type, Trainable.class)
            .or(() -> Names.find(type, Trainable.Heads.class))
            .ifPresent(
                mirror ->
                    report.add(
                        Message.TRAINABLE_WITHOUT_NETWORK,
                        Place.of(type, mirror),
                        type.getSimpleName().toString()));
      }
    }
    Set<Element> reported = new HashSet<>();
    for (Class<? extends Annotation> annotation : Names.ON_LAYERS) {
      for (Element method : round.getElementsAnnotatedWith(annotation)) {
        Element type = method.getEnclosingElement();
        if (type != null && !isNetwork(type) && reported.add(method)) {
          Names.find(method, annotation).ifPresent(mirror -> report(method, type, mirror));
        }
      }
    }
  }

  private void report(Element method, Element type, AnnotationMirror mirror) {
    report.add(
        Message.STRAY_ANNOTATION,
        Place.of(method, mirror),
        method.getSimpleName().toString(),
        mirror.getAnnotationType().asElement().getSimpleName(),
        type.getSimpleName());
  }

  private static boolean isNetwork(Element type) {
    return Names.find(type, Network.class).isPresent()
        || Names.find(type, Onnx.class).isPresent()
        || BlockDefinition.isBody(type);
  }
}
