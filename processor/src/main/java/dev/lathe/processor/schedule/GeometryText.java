package dev.lathe.processor.schedule;

import static java.util.stream.Collectors.toSet;

import dev.lathe.processor.loop.Index;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The geometry of a contraction as tables have it: {@code [o, y, x] = [i, ky + y, kx + x] * [o, i,
 * ky, kx] for o=64 y=56 x=56 sum i=64 ky=3 kx=3}. Padding and what is done with each sum are left
 * out: they change what fits, which the search knows, and little else.
 */
public final class GeometryText {
  private static final String NAME = "[a-zA-Z]\\w*+";
  private static final String TERM = "(?:\\d++ \\* )?+" + NAME;
  private static final String INDEX = "(?:0|-?+" + TERM + "(?: [+-] " + TERM + ")*+)";
  private static final String ACCESS = "\\[(?:" + INDEX + "(?:, " + INDEX + ")*+)?+\\]";
  private static final String AXIS = "(" + NAME + ")=\\d++";
  private static final String AXES = AXIS + "(?: " + AXIS + ")*+";
  private static final Pattern FORMULA =
      Pattern.compile(
          "(?<sum>%1$s \\+?+= %1$s(?: \\* %1$s)?+)(?<axes>(?: for %2$s)?+(?: max %2$s)?+(?: sum %2$s)?+)"
              .formatted(ACCESS, AXES));
  private static final Pattern OF_SUM = Pattern.compile(NAME);
  private static final Pattern OF_AXES = Pattern.compile(AXIS);
  private static final String LIKE =
      "[o, y, x] = [i, ky + y, kx + x] * [o, i, ky, kx] for o=84 y=1 x=1 sum i=120 ky=1 kx=1";

  private GeometryText() {}

  /** What is wrong with a text that no contraction can have, as part of a sentence. */
  static Optional<String> problem(String text) {
    Matcher matcher = FORMULA.matcher(text);
    if (!matcher.matches()) {
      return Optional.of("\"" + text + "\" is no geometry, which is like \"" + LIKE + "\"");
    }
    Set<String> known =
        OF_AXES
            .matcher(matcher.group("axes"))
            .results()
            .map(axis -> axis.group(1))
            .collect(toSet());
    return OF_SUM
        .matcher(matcher.group("sum"))
        .results()
        .map(MatchResult::group)
        .filter(axis -> !known.contains(axis))
        .findFirst()
        .map(axis -> "the geometry \"" + text + "\" does not say how many steps " + axis + " has");
  }

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
