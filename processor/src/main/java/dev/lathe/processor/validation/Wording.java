package dev.lathe.processor.validation;

import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** How messages write numbers and lists. */
final class Wording {
  private Wording() {}

  /** {@code 5x5}; a figure that is not known is a question mark. */
  static String times(List<OptionalLong> figures) {
    return figures.stream()
        .map(figure -> figure.isPresent() ? String.valueOf(figure.getAsLong()) : "?")
        .collect(Collectors.joining("x"));
  }

  /** {@code 1, 28, 28}, as annotations write them. */
  static String figures(List<OptionalLong> figures) {
    return figures.stream()
        .map(figure -> String.valueOf(figure.orElseThrow()))
        .collect(Collectors.joining(", "));
  }

  /** {@code 1 entry}, {@code 3 entries}. */
  static String entries(int count) {
    return count == 1 ? "1 entry" : count + " entries";
  }

  /** {@code 1 spatial axis}, {@code 2 spatial axes}. */
  static String spatialAxes(int count) {
    return count == 1 ? "1 spatial axis" : count + " spatial axes";
  }

  static String list(Collection<?> things) {
    return things.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
