package dev.lathe.processor.authoring;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.network.LayerOperation;
import java.util.ArrayList;
import java.util.List;

/**
 * The axes of a value in another order. A channel shuffle lets two blocks of axes change places
 * before all others, if the channels are the elements of both; every order is made of such steps.
 */
final class AxisOrder {
  private final Draft draft;

  AxisOrder(Draft draft) {
    this.draft = draft;
  }

  /**
   * Writes the layers.
   *
   * @param value under any shape; its elements lie as {@code axes} says
   * @param axes the extents that change places
   * @param order which of them comes first, second, and so on
   * @return the value, row-major in the new order, under a shape of few axes
   */
  Draft.Held turn(Draft.Held value, Shape axes, List<Integer> order) {
    // Axes of one cell may be anywhere.
    List<Integer> wanted = order.stream().filter(axis -> axes.extent(axis) > 1).toList();
    List<Integer> now = new ArrayList<>(wanted.stream().sorted().toList());
    Draft.Held turned = value;
    for (int last = wanted.size() - 1; last > 0; last--) {
      int place = now.indexOf(wanted.get(last));
      if (place == last) {
        continue;
      }
      List<Integer> before = List.copyOf(now.subList(0, place + 1));
      List<Integer> after = List.copyOf(now.subList(place + 1, last + 1));
      List<Integer> behind = List.copyOf(now.subList(last + 1, now.size()));
      turned = swapped(turned, axes, before, after, behind);
      now.clear();
      now.addAll(after);
      now.addAll(before);
      now.addAll(behind);
    }
    return turned;
  }

  /** The same for a value that lies under the shape of its axes. */
  Draft.Held turn(Draft.Held value, List<Integer> order) {
    return turn(value, value.shape(), order);
  }

  private Draft.Held swapped(
      Draft.Held value,
      Shape axes,
      List<Integer> before,
      List<Integer> after,
      List<Integer> behind) {
    int groups = product(axes, before);
    List<Integer> extents =
        new ArrayList<>(List.of(Math.multiplyExact(groups, product(axes, after))));
    if (behind.size() < LayerOperation.MOST_AXES) {
      behind.forEach(axis -> extents.add(axes.extent(axis)));
    } else {
      extents.add(product(axes, behind));
    }
    Shape shape = new Shape(extents);
    String source = draft.as(value, shape);
    AnnotationText text = new AnnotationText("ChannelShuffle").with("groups", groups);
    return draft.put("turned", shape, text, source);
  }

  private static int product(Shape shape, List<Integer> axes) {
    return axes.stream().mapToInt(shape::extent).reduce(1, Math::multiplyExact);
  }
}
