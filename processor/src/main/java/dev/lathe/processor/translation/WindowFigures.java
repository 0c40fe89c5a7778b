package dev.lathe.processor.translation;

import dev.lathe.processor.graph.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The attributes that say how a window slides.
 *
 * @param input the spatial extents
 */
record WindowFigures(
    Use use,
    List<Integer> input,
    List<Integer> kernel,
    List<Integer> stride,
    List<Integer> dilation) {

  static WindowFigures of(Use use, Term x, List<Integer> kernel) {
    int rank = x.rank() - 2;
    if (kernel.size() != rank) {
      throw new InvalidException("a kernel %s over %s".formatted(kernel, x.shape()));
    }
    return new WindowFigures(
        use,
        x.shape().extents().subList(2, x.rank()),
        kernel,
        figures(use, "strides", rank, 1),
        figures(use, "dilations", rank, 1));
  }

  /** As many figures as there are axes; each at least 1 where 1 is what they are if left out. */
  static List<Integer> figures(Use use, String name, int rank, int otherwise) {
    List<Integer> figures =
        use.integers(name)
            .map(all -> all.stream().map(e -> Tables.figure(name, e, otherwise)).toList())
            .orElse(Collections.nCopies(rank, otherwise));
    if (figures.size() != rank) {
      throw new InvalidException("%s %s for %d axes".formatted(name, figures, rank));
    }
    return figures;
  }

  int rank() {
    return kernel.size();
  }

  private int span(int axis) {
    return Math.addExact(Math.multiplyExact(dilation.get(axis), kernel.get(axis) - 1), 1);
  }

  /** The padding in front of the axes, followed by that behind them. */
  List<Integer> pads() {
    String auto = use.text("auto_pad", "NOTSET");
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    switch (auto) {
      case "NOTSET", "" -> {
        return figures(use, "pads", 2 * rank(), 0);
      }
      case "VALID" -> {
        return Collections.nCopies(2 * rank(), 0);
      }
      case "SAME_UPPER", "SAME_LOWER" -> {
        for (int axis = 0; axis < rank(); axis++) {
          int outputs = Math.ceilDiv(input.get(axis), stride.get(axis));
          int sum = Math.max(0, (outputs - 1) * stride.get(axis) + span(axis) - input.get(axis));
          int small = sum / 2;
          before.add(auto.equals("SAME_UPPER") ? small : sum - small);
          after.add(auto.equals("SAME_UPPER") ? sum - small : small);
        }
      }
      default -> throw new InvalidException("auto_pad " + auto);
    }
    before.addAll(after);
    return before;
  }

  /** A window that sees padding alone has no greatest element, and no mean. */
  void checkPads() {
    List<Integer> pads = pads();
    for (int k = 0; k < pads.size(); k++) {
      InvalidException.unless(
          pads.get(k) < span(k % rank()),
          "pads %s, which hold a window of %d cells",
          pads,
          span(k % rank()));
    }
  }

  Window window() {
    List<Integer> pads = pads();
    return new Window(
        kernel, stride, pads.subList(0, rank()), pads.subList(rank(), 2 * rank()), dilation);
  }

  /**
   * The window with as much room more behind the map as rounding up needs; a window that would
   * begin there is left out.
   */
  Window roundedUp() {
    Window window = window();
    if (!use.flag("ceil_mode", false)) {
      return window;
    }
    List<Integer> after = new ArrayList<>();
    for (int axis = 0; axis < rank(); axis++) {
      int step = stride.get(axis);
      int reach = input.get(axis) + window.before().get(axis);
      int room = reach + window.after().get(axis) - span(axis);
      int outputs = Math.ceilDiv(room, step) + 1;
      if ((outputs - 1) * step >= reach) {
        outputs--;
      }
      // A stride beyond the kernel may leave cells behind the last window.
      after.add(Math.max(0, (outputs - 1) * step + span(axis) - reach));
    }
    return new Window(kernel, stride, window.before(), after, dilation);
  }
}
