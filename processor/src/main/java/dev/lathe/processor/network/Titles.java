package dev.lathe.processor.network;

import dev.lathe.processor.graph.AdaptiveWindows;
import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Divisor;
import dev.lathe.processor.graph.SmoothPooling;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.graph.Windows;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The parts of layers' titles. */
final class Titles {
  private Titles() {}

  /** What stands before the name of a convolution. */
  static String connected(Connections connections) {
    return connections instanceof Connections.Untied ? "locally connected " : "";
  }

  static String filters(
      Window window, Connections connections, int filters, LayerBias bias, boolean flip) {
    return times(window.kernel())
        + ", %d filter%s".formatted(filters, filters == 1 ? "" : "s")
        + groups(connections)
        + unless(1, "stride", window.stride())
        + padding(window)
        + unless(1, "dilation", window.dilation())
        + switch (bias) {
          case NONE -> ", no bias";
          case PER_MAP -> "";
          case PER_UNIT -> ", bias per unit";
        }
        + (flip ? ", flipped" : "");
  }

  private static String groups(Connections connections) {
    return switch (connections) {
      case Connections.Groups(int count) -> count == 1 ? "" : ", " + count + " groups";
      case Connections.Table table -> ", " + table.size() + " connections";
      case Connections.Untied() -> "";
    };
  }

  static String pooling(Pooling pooling) {
    return switch (pooling) {
      case Pooling.Maximum() -> "max pool";
      case Pooling.Mean(Divisor divisor) ->
          divisor.equals(Divisor.none()) ? "sum pool" : "average pool";
      case Pooling.Smooth(SmoothPooling.Norm(double p)) -> "norm pool of order " + p + ",";
      case Pooling.Smooth(SmoothPooling.LogSumExp(double beta, boolean mean)) ->
          "log-%s-exp pool of beta %s,".formatted(mean ? "mean" : "sum", beta);
    };
  }

  static String windows(Windows windows, Pooling pooling) {
    return switch (windows) {
      case Window window -> pool(window) + uncounted(window, pooling);
      case AdaptiveWindows adaptive -> "to " + times(adaptive.extents());
    };
  }

  private static String uncounted(Window window, Pooling pooling) {
    return switch (pooling) {
      case Pooling.Mean(Divisor.Fixed(int divisor)) ->
          divisor == 1 ? "" : ", divided by " + divisor;
      case Pooling.Mean(Divisor divisor) ->
          window.isPadded() && divisor.equals(Divisor.cells(window.rank()))
              ? ", padding not counted"
              : "";
      default -> "";
    };
  }

  static String pool(Window window) {
    boolean sideBySide = window.stride().equals(window.kernel());
    return times(window.kernel())
        + (sideBySide ? "" : ", stride " + times(window.stride()))
        + padding(window)
        + unless(1, "dilation", window.dilation());
  }

  private static String padding(Window window) {
    if (!window.isPadded()) {
      return "";
    }
    return ", padding "
        + times(window.before())
        + (window.before().equals(window.after()) ? "" : " to " + times(window.after()));
  }

  static String unless(int usual, String what, List<Integer> figures) {
    boolean isUsual = figures.equals(Collections.nCopies(figures.size(), usual));
    return isUsual ? "" : ", %s %s".formatted(what, times(figures));
  }

  private static String times(List<Integer> figures) {
    return figures.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }
}
