package dev.lathe.processor.network;

import dev.lathe.processor.graph.Window;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The parts of layers' titles. */
final class Titles {
  private Titles() {}

  static String filters(Window window, int filters, boolean bias, boolean flip) {
    return times(window.kernel())
        + ", %d filter%s".formatted(filters, filters == 1 ? "" : "s")
        + unless(1, "stride", window.stride())
        + padding(window)
        + unless(1, "dilation", window.dilation())
        + (bias ? "" : ", no bias")
        + (flip ? ", flipped" : "");
  }

  static String pool(Window window) {
    boolean sideBySide = window.stride().equals(window.kernel());
    return times(window.kernel())
        + (sideBySide ? "" : ", stride " + times(window.stride()))
        + padding(window);
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
