package dev.lathe.processor.authoring;

import dev.lathe.processor.graph.Divisor;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Windows as the members of annotations. */
final class Windowing {
  private Windowing() {}

  /** The members of a convolution. */
  static AnnotationText slide(AnnotationText text, Window window) {
    text.with("kernel", window.kernel()).unless(1, "stride", window.stride());
    return pad(text, window.before(), window.after()).unless(1, "dilation", window.dilation());
  }

  /**
   * The members of a pooling.
   *
   * @param map the shape of what is pooled
   * @param behind padding behind the map that counts, which may be less than the windows reach
   */
  static AnnotationText pool(AnnotationText text, Window window, Shape map, List<Integer> behind) {
    text.with("value", window.kernel());
    if (!window.stride().equals(window.kernel())) {
      text.with("stride", window.stride());
    }
    if (counts(window, map, behind, false)) {
      pad(text, window.before(), behind);
    } else if (counts(window, map, behind, true)) {
      pad(text, window.before(), behind).with("ceil", "true");
    } else {
      pad(text, window.before(), window.after());
    }
    return text.unless(1, "dilation", window.dilation());
  }

  /** Whether every window holds a cell of the map, as annotations have it. */
  static boolean holdCells(Window window, Shape map) {
    for (int axis = 0; axis < window.rank(); axis++) {
      int extent = map.extent(axis + 1);
      int windows = window.outputExtent(axis, extent);
      for (int k = 0; k < windows; k++) {
        int begin = k * window.stride().get(axis) - window.before().get(axis);
        int dilation = window.dilation().get(axis);
        // The first tap at or behind the first cell of the map.
        int skipped = begin < 0 ? Math.ceilDiv(-begin, dilation) : 0;
        if (skipped >= window.kernel().get(axis) || begin + skipped * dilation >= extent) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether a padding of {@code behind} makes as many windows. */
  private static boolean counts(Window window, Shape map, List<Integer> behind, boolean ceil) {
    return IntStream.range(0, window.rank())
        .allMatch(
            axis -> {
              int reach = map.extent(axis + 1) + window.before().get(axis);
              int room = reach + behind.get(axis) - window.span(axis);
              int step = window.stride().get(axis);
              int count = (ceil ? Math.ceilDiv(room, step) : Math.floorDiv(room, step)) + 1;
              if (ceil && (count - 1) * step >= reach) {
                count--;
              }
              return count == window.outputExtent(axis, map.extent(axis + 1));
            });
  }

  private static AnnotationText pad(
      AnnotationText text, List<Integer> before, List<Integer> after) {
    if (before.equals(after)) {
      return text.unless(0, "padding", before);
    }
    List<Integer> both = new ArrayList<>(before);
    both.addAll(after);
    return text.with("padding", both.toString().replace('[', '{').replace(']', '}'));
  }

  /** The means of windows, which may leave padding out of what they divide by. */
  static AnnotationText mean(Window window, Divisor divisor, Shape map) {
    AnnotationText text = new AnnotationText("AvgPool");
    switch (divisor) {
      case Divisor.Fixed(int value) when value == 1 && window.taps() > 1 ->
          pool(text, window, map, window.after()).with("divisor", 1);
      case Divisor.Fixed(int value) -> {
        pool(text, window, map, window.after());
        if (value != window.taps()) {
          text.with("divisor", value);
        }
      }
      case Divisor.Count(List<Integer> before, List<Integer> after) -> {
        boolean none =
            before.stream().allMatch(each -> each == 0)
                && after.stream().allMatch(each -> each == 0);
        if (none) {
          pool(text, window, map, window.before()).unless(true, "countPadding", !window.isPadded());
        } else if (before.equals(window.before())) {
          pool(text, window, map, after);
        } else {
          throw new UnsayableException("means that count a part of their padding");
        }
      }
    }
    return text;
  }
}
