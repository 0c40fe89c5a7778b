package dev.lathe.processor.schedule;

import dev.lathe.processor.loop.Index;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The geometry of a contraction as tables have it: {@code [o, y, x] = [i, ky + y, kx + x] * [o, i,
 * ky, kx] for o=64 y=56 x=56 sum i=64 ky=3 kx=3}. Padding and what is done with each sum are left
 * out: they change what fits, which the search knows, and little else.
 */
public final class GeometryText {
  private GeometryText() {}

  /** The text of a contraction. */
  public static String of(Contraction contraction) {
    return text(contraction.out())
        + (contraction.accumulate() ? " += " : " = ")
        + text(contraction.left())
        + contraction.right().map(right -> " * " + text(right)).orElse("")
        + text(contraction, " for ", Axis.Role.PARALLEL)
        + text(contraction, " max ", Axis.Role.POOLED)
        + text(contraction, " sum ", Axis.Role.SUMMED);
  }

  private static String text(Access access) {
    return access.coordinates().stream()
        .map(index -> new Index(0, index.terms()).toString())
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String text(Contraction contraction, String word, Axis.Role role) {
    List<Axis> axes = contraction.axes(role);
    return axes.isEmpty()
        ? ""
        : axes.stream()
            .map(axis -> axis.name() + "=" + axis.extent())
            .collect(Collectors.joining(" ", word, ""));
  }
}
