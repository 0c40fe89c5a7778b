package dev.lathe.processor.validation;

import dev.lathe.annotations.PadSize;
import dev.lathe.processor.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** A window with one figure per spatial axis, as far as the figures are known and valid. */
record WindowFigures(
    List<OptionalLong> kernel,
    List<OptionalLong> stride,
    List<OptionalLong> before,
    List<OptionalLong> after,
    List<OptionalLong> dilation) {

  /**
   * The window with so much padding behind the map that there are as many windows as if the
   * division by the stride were rounded up, less one that would begin behind the map (PyTorch's
   * ceil mode).
   */
  WindowFigures ceiling(PartialShape input) {
    List<OptionalLong> behind = new ArrayList<>(after);
    for (int axis = 0; axis < rank(); axis++) {
      OptionalLong extent = input.spatial().get(axis);
      if (!isKnown(axis) || extent.isEmpty()) {
        continue;
      }
      long begin = extent.getAsLong() + before(axis);
      long rest = begin + after(axis) - span(axis);
      long steps = Math.ceilDiv(rest, stride(axis));
      if (steps * stride(axis) >= begin) {
        steps--;
      }
      if (steps >= 0 && steps != Math.floorDiv(rest, stride(axis))) {
        behind.set(axis, OptionalLong.of(steps * stride(axis) + span(axis) - begin));
      }
    }
    return new WindowFigures(kernel, stride, before, behind, dilation);
  }

  /**
   * The window without strides that lead beyond the padded map at once: they mean nothing but that
   * there is one window, and offsets would be computed with them.
   */
  WindowFigures within(Optional<PartialShape> input) {
    if (input.isEmpty()) {
      return this;
    }
    List<OptionalLong> steps = new ArrayList<>(stride);
    for (int axis = 0; axis < rank(); axis++) {
      OptionalLong extent = input.get().spatial().get(axis);
      if (isKnown(axis) && extent.isPresent()) {
        long room = extent.getAsLong() + before(axis) + after(axis);
        steps.set(axis, OptionalLong.of(Math.min(stride(axis), Math.max(1, room))));
      }
    }
    return new WindowFigures(kernel, steps, before, after, dilation);
  }

  /** The window with a padding of the given kind; not known where the input is not. */
  WindowFigures padded(PadSize size, PartialShape input) {
    List<OptionalLong> front = new ArrayList<>();
    List<OptionalLong> behind = new ArrayList<>();
    for (int axis = 0; axis < rank(); axis++) {
      OptionalLong cells = isKnown(axis) ? cells(size, axis, input) : OptionalLong.empty();
      boolean known = cells.isPresent();
      long half = known ? cells.getAsLong() / 2 : 0;
      front.add(known ? OptionalLong.of(half) : cells);
      behind.add(known ? OptionalLong.of(cells.getAsLong() - half) : cells);
    }
    return new WindowFigures(kernel, stride, front, behind, dilation);
  }

  /** The cells of both ends of an axis. */
  private OptionalLong cells(PadSize size, int axis, PartialShape input) {
    OptionalLong extent = input.spatial().get(axis);
    return switch (size) {
      case VALID -> OptionalLong.of(0);
      case FULL -> OptionalLong.of(2 * (span(axis) - 1));
      case SAME -> {
        if (extent.isEmpty()) {
          yield OptionalLong.empty();
        }
        long steps = Math.ceilDiv(extent.getAsLong(), stride(axis)) - 1;
        long missing = steps * stride(axis) + span(axis) - extent.getAsLong();
        yield OptionalLong.of(Math.max(0, missing));
      }
      case EXPLICIT -> throw new IllegalArgumentException("the padding is given");
    };
  }

  int rank() {
    return kernel.size();
  }

  /** Whether all figures of {@code axis} are known. */
  boolean isKnown(int axis) {
    return kernel.get(axis).isPresent()
        && stride.get(axis).isPresent()
        && before.get(axis).isPresent()
        && after.get(axis).isPresent()
        && dilation.get(axis).isPresent();
  }

  /** Whether all figures are known. */
  boolean isKnown() {
    return IntStream.range(0, rank()).allMatch(this::isKnown);
  }

  long kernel(int axis) {
    return kernel.get(axis).orElseThrow();
  }

  long stride(int axis) {
    return stride.get(axis).orElseThrow();
  }

  long before(int axis) {
    return before.get(axis).orElseThrow();
  }

  long after(int axis) {
    return after.get(axis).orElseThrow();
  }

  long dilation(int axis) {
    return dilation.get(axis).orElseThrow();
  }

  /** The cells that a window spans along {@code axis}. */
  long span(int axis) {
    return dilation(axis) * (kernel(axis) - 1) + 1;
  }

  /** The window, if every figure is known. */
  Optional<Window> window() {
    if (!isKnown()) {
      return Optional.empty();
    }
    return Optional.of(
        new Window(ints(kernel), ints(stride), ints(before), ints(after), ints(dilation)));
  }

  /** The figures as annotations write them: they come from {@code int} values. */
  static List<Integer> ints(List<OptionalLong> figures) {
    return figures.stream().map(figure -> Math.toIntExact(figure.orElseThrow())).toList();
  }
}
