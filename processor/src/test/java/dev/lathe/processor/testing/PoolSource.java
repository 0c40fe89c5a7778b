package dev.lathe.processor.testing;

import dev.lathe.processor.graph.AdaptiveWindows;
import dev.lathe.processor.graph.Divisor;
import dev.lathe.processor.graph.SmoothPooling;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.graph.Windows;
import dev.lathe.processor.network.Pooling;
import java.util.List;

/** Writes poolings as users do. */
final class PoolSource {
  private PoolSource() {}

  static String of(Windows windows, Pooling pooling) {
    return switch (windows) {
      case AdaptiveWindows(List<Integer> extents) ->
          "@Adaptive%sPool(%s)"
              .formatted(
                  pooling instanceof Pooling.Maximum ? "Max" : "Avg",
                  InterfaceSource.figures(extents));
      case Window window -> of(window, pooling);
    };
  }

  private static String of(Window window, Pooling pooling) {
    return switch (pooling) {
      case Pooling.Maximum() -> "@MaxPool(%s)".formatted(window(window, window.after()));
      case Pooling.Mean(Divisor.Fixed(int divisor)) ->
          divisor == 1
              ? "@SumPool(%s)".formatted(window(window, window.after()))
              : "@AvgPool(%s, divisor = %d)".formatted(window(window, window.after()), divisor);
      case Pooling.Mean(Divisor.Count(List<Integer> before, List<Integer> after)) -> {
        boolean counted =
            before.equals(window.before()) && !before.equals(after)
                || before.stream().anyMatch(cells -> cells > 0)
                || after.stream().anyMatch(cells -> cells > 0)
                || !window.isPadded();
        // What is beyond the padding that counts was added by rounding up.
        yield counted && !after.equals(window.after())
            ? "@AvgPool(%s, ceil = true)".formatted(window(window, after))
            : "@AvgPool(%s, countPadding = %b)".formatted(window(window, window.after()), counted);
      }
      case Pooling.Smooth(SmoothPooling.Norm(double p)) ->
          "@LpPool(%s, p = %s)".formatted(window(window, window.after()), p);
      case Pooling.Smooth(SmoothPooling.LogSumExp(double beta, boolean mean)) ->
          "@LogSumExpPool(%s, beta = %s, mean = %b)"
              .formatted(window(window, window.after()), beta, mean);
    };
  }

  /** The figures of a window with the given padding behind the map. */
  static String window(Window window, List<Integer> after) {
    return "value = %s%s, dilation = %s"
        .formatted(
            InterfaceSource.figures(window.kernel()),
            InterfaceSource.slide(window, after),
            InterfaceSource.figures(window.dilation()));
  }
}
