package dev.lathe.processor.authoring;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.idiom.Idiom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Maps that are resized along straight lines, and other sums of cells along axes. */
final class AxisProductLayers {
  private static final double TOLERANCE = 1e-6;

  private final Draft draft;

  AxisProductLayers(Draft draft) {
    this.draft = draft;
  }

  void write(Node node, Idiom.AxisProducts mixed) {
    Shape shape = mixed.x().shape();
    Draft.Held value = new Draft.Held(draft.as(mixed.x()), shape);
    Optional<AnnotationText> enlarged = enlarged(mixed, false).or(() -> enlarged(mixed, true));
    if (enlarged.isPresent()) {
      draft.hold(node, draft.put("up", node.shape(), enlarged.get(), value.layer()));
      return;
    }
    for (Idiom.AxisMatrix step : mixed.steps()) {
      Shape made = shape.withExtent(step.axis(), step.rows().size());
      Draft.Held sums = new AxisProduct(draft).write(value, step.axis(), step.rows());
      value = new Draft.Held(draft.as(sums, made), made);
      shape = made;
    }
    draft.hold(node, value);
  }

  /** As many times as long, along each of some spatial axes. */
  private static Optional<AnnotationText> enlarged(Idiom.AxisProducts mixed, boolean alignCorners) {
    Shape shape = mixed.x().shape();
    List<Integer> factors = new ArrayList<>(Collections.nCopies(shape.spatialRank(), 1));
    for (Idiom.AxisMatrix step : mixed.steps()) {
      int extent = shape.extent(step.axis());
      int factor = step.rows().size() / extent;
      if (step.axis() == 0
          || factors.get(step.axis() - 1) > 1
          || !isEnlarged(step.rows(), extent, factor, alignCorners)) {
        return Optional.empty();
      }
      factors.set(step.axis() - 1, factor);
    }
    AnnotationText text =
        new AnnotationText("Upsample").with("value", factors).with("mode", "UpsampleMode.LINEAR");
    return Optional.of(alignCorners ? text.with("alignCorners", "true") : text);
  }

  private static boolean isEnlarged(
      List<double[]> rows, int extent, int factor, boolean alignCorners) {
    if (factor < 1 || rows.size() != extent * factor) {
      return false;
    }
    for (int k = 0; k < rows.size(); k++) {
      double place =
          alignCorners
              ? rows.size() == 1 ? 0 : k * (extent - 1) / (rows.size() - 1.0)
              : (k + 0.5) / factor - 0.5;
      double at = Math.clamp(place, 0, extent - 1);
      for (int cell = 0; cell < extent; cell++) {
        double weight = Math.max(0, 1 - Math.abs(at - cell));
        if (!(Math.abs(rows.get(k)[cell] - weight) <= TOLERANCE)) {
          return false;
        }
      }
    }
    return true;
  }
}
