package dev.lathe.processor.testing;

import dev.lathe.processor.graph.Window;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** How a random window slides along one axis of {@code extent} cells; at least one window fits. */
public record Axis(int extent, int kernel, int stride, int before, int after, int dilation) {

  /** Any window at all: strides and paddings beyond the kernel, dilation, maps of one cell. */
  public static Arbitrary<Axis> any() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 6),
            Arbitraries.integers().between(1, 4),
            Arbitraries.integers().between(1, 5),
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(1, 3))
        .as(Axis::new)
        .map(axis -> axis.fit(axis.extent));
  }

  public static Window window(List<Axis> axes) {
    return new Window(
        axes.stream().map(Axis::kernel).toList(),
        axes.stream().map(Axis::stride).toList(),
        axes.stream().map(Axis::before).toList(),
        axes.stream().map(Axis::after).toList(),
        axes.stream().map(Axis::dilation).toList());
  }

  /** The same window over another map; where none would fit, there is more padding behind. */
  public Axis fit(int other) {
    int missing = span() - other - before - after;
    return new Axis(other, kernel, stride, before, after + Math.max(0, missing), dilation);
  }

  /**
   * With a window that fits the map, and so little padding that each window sees some of the map.
   */
  public Axis asPool() {
    int taps = Math.min(kernel, (extent - 1) / dilation + 1);
    int most = (dilation * (taps - 1) + 1) / 2;
    return new Axis(extent, taps, stride, Math.min(before, most), Math.min(after, most), dilation);
  }

  /** With windows that lie side by side, without padding and dilation. */
  public Axis asSideBySide() {
    int taps = Math.min(kernel, extent);
    return new Axis(extent, taps, taps, 0, 0, 1);
  }

  /**
   * With a padding on both sides that leaves something of the value of a transposed convolution.
   */
  public Axis asTransposed() {
    int padding = Math.min(before, (span() - 1) / 2);
    return new Axis(extent, kernel, stride, padding, padding, dilation);
  }

  /**
   * What a transposed convolution with this axis gives, with the largest output padding up to
   * {@code wish}.
   */
  public int transposedExtent(int wish) {
    int outputPadding = Math.min(wish, Math.max(stride, dilation) - 1);
    return (extent - 1) * stride - before - after + span() + outputPadding;
  }

  private int span() {
    return dilation * (kernel - 1) + 1;
  }
}
