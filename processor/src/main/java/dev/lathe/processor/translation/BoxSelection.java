package dev.lathe.processor.translation;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.onnx.ElementType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Of boxes that overlap those with the highest scores, where boxes and scores are known. */
final class BoxSelection {
  private final Term.Known boxes;
  private final Term.Known scores;
  private final boolean centred;
  private final double mostOverlap;

  private BoxSelection(Use use) {
    this.boxes = use.deciding(0);
    this.scores = use.deciding(1);
    this.centred = use.flag("center_point_box", false);
    this.mostOverlap = use.figure(3).orElse(0.0);
    if (boxes.rank() != 3
        || boxes.extent(2) != 4
        || scores.rank() != 3
        || scores.extent(0) != boxes.extent(0)
        || scores.extent(2) != boxes.extent(1)) {
      throw new TranslationException(
          "scores %s of boxes %s".formatted(scores.shape(), boxes.shape()));
    }
  }

  static void register(Map<String, Operator> operators) {
    operators.put("NonMaxSuppression", Operator.single(BoxSelection::translate));
  }

  /** Rows of image, class and box. */
  private static Term translate(Use use) {
    BoxSelection selection = new BoxSelection(use);
    double most = use.figure(2).orElse(0.0);
    double least = use.figure(4).orElse(Double.NEGATIVE_INFINITY);
    List<Integer> rows = new ArrayList<>();
    int count = selection.boxes.extent(1);
    for (int image = 0; image < selection.scores.extent(0); image++) {
      for (int kind = 0; kind < selection.scores.extent(1); kind++) {
        int first = (image * selection.scores.extent(1) + kind) * count;
        List<Integer> chosen = new ArrayList<>();
        List<Integer> order =
            IntStream.range(0, count)
                .filter(box -> selection.scores.element(first + box) > least)
                .boxed()
                .sorted(Comparator.comparingDouble(box -> -selection.scores.element(first + box)))
                .toList();
        for (int box : order) {
          if (chosen.size() < most && selection.isApart(use, image * count, box, chosen)) {
            chosen.add(box);
            rows.addAll(List.of(image, kind, box));
          }
        }
      }
    }
    double[] figures = rows.stream().mapToDouble(Integer::doubleValue).toArray();
    return Term.Known.of(ElementType.INT64, Shape.of(figures.length / 3, 3), figures);
  }

  private boolean isApart(Use use, int first, int box, List<Integer> chosen) {
    use.nodes().allow(chosen.size());
    return chosen.stream().noneMatch(other -> overlap(first + box, first + other) > mostOverlap);
  }

  /** The share of what two boxes cover that both of them cover. */
  private double overlap(int a, int b) {
    double both = 1;
    double own = 1;
    double others = 1;
    for (int axis = 0; axis < 2; axis++) {
      double low = Math.max(end(a, axis, false), end(b, axis, false));
      double high = Math.min(end(a, axis, true), end(b, axis, true));
      both *= Math.max(0, high - low);
      own *= end(a, axis, true) - end(a, axis, false);
      others *= end(b, axis, true) - end(b, axis, false);
    }
    return own <= 0 || others <= 0 ? 0 : both / (own + others - both);
  }

  /** Where a box ends along an axis: its corners may be given in any order. */
  private double end(int box, int axis, boolean high) {
    double first = boxes.element(4 * box + axis);
    double second = boxes.element(4 * box + 2 + axis);
    if (centred) {
      return high ? first + second / 2 : first - second / 2;
    }
    return high ? Math.max(first, second) : Math.min(first, second);
  }
}
