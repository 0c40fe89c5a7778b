package dev.lathe.processor.validation;

import dev.lathe.processor.graph.Window;
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
