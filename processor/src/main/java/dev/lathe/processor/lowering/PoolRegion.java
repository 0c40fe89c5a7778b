package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * A box of a pooling's output in which all windows are cut by the border in the same way: the
 * interior, or a piece of the border with windows of its own. No window is tested while it runs,
 * and means have constant divisors.
 *
 * @param spans one for each spatial axis
 */
record PoolRegion(List<PoolSpan> spans) {

  /**
   * Windows {@code from..to} along one axis, which see taps {@code firstTap..endTap} of their
   * kernel.
   *
   * @param origin input coordinate of tap 0 of window 0
   */
  record PoolSpan(
      int from, int to, int firstTap, int endTap, int stride, int dilation, int origin) {
    int taps() {
      return endTap - firstTap;
    }
  }

  PoolRegion {
    spans = List.copyOf(spans);
  }

  /** The number of cells in each window of the box. */
  int taps() {
    return spans.stream().mapToInt(PoolSpan::taps).reduce(1, Math::multiplyExact);
  }

  /** The boxes that make up the whole output. */
  static List<PoolRegion> of(Window window, Shape input, Shape output) {
    List<List<PoolSpan>> products = List.of(List.of());
    for (int d = 0; d < window.rank(); d++) {
      List<List<PoolSpan>> longer = new ArrayList<>();
      for (List<PoolSpan> prefix : products) {
        for (PoolSpan span : spans(window, d, input.extent(d + 1), output.extent(d + 1))) {
          List<PoolSpan> spans = new ArrayList<>(prefix);
          spans.add(span);
          longer.add(spans);
        }
      }
      products = longer;
    }
    return products.stream().map(PoolRegion::new).toList();
  }

  private static List<PoolSpan> spans(Window window, int d, int input, int output) {
    List<PoolSpan> spans = new ArrayList<>();
    for (int position = 0; position < output; position++) {
      PoolSpan next = single(window, d, input, position);
      PoolSpan last = spans.isEmpty() ? null : spans.getLast();
      if (last != null && last.firstTap() == next.firstTap() && last.endTap() == next.endTap()) {
        PoolSpan merged =
            new PoolSpan(
                last.from(),
                next.to(),
                last.firstTap(),
                last.endTap(),
                last.stride(),
                last.dilation(),
                last.origin());
        spans.set(spans.size() - 1, merged);
      } else {
        spans.add(next);
      }
    }
    return spans;
  }

  private static PoolSpan single(Window window, int d, int input, int position) {
    int stride = window.stride().get(d);
    int dilation = window.dilation().get(d);
    int origin = -window.before().get(d);
    int first = 0;
    int end = 0;
    for (int tap = 0; tap < window.kernel().get(d); tap++) {
      int cell = origin + stride * position + dilation * tap;
      if (cell < 0) {
        first = tap + 1;
      }
      if (cell < input) {
        end = tap + 1;
      }
    }
    return new PoolSpan(
        position, position + 1, first, Math.max(first, end), stride, dilation, origin);
  }
}
