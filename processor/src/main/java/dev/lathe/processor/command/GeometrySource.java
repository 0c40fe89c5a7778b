package dev.lathe.processor.command;

import dev.lathe.processor.validation.ScheduleMessage;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The geometry of a layer in a line, {@code conv 64x56x56 -> 64 3x3 stride 2 padding 1 groups 1} or
 * {@code dense 400 -> 120}, as a network of this layer alone. Padding is by default half the
 * kernel.
 */
final class GeometrySource {
  private static final Pattern LINE =
      Pattern.compile(
          "(?<kind>conv|dense) (?<input>\\d+(x\\d+){0,3}) -> (?<maps>\\d+)("
              + " (?<kernel>\\d+(x\\d+)*))?( stride (?<stride>\\d+))?( padding (?<padding>\\d+))?("
              + " groups (?<groups>\\d+))?");

  private static final Pattern FIGURE = Pattern.compile("\\d+");

  private GeometrySource() {}

  /**
   * The source of an interface.
   *
   * @param name of it
   */
  static String of(String line, String name) {
    Matcher given = LINE.matcher(line.strip().replaceAll("\\s+", " "));
    if (!given.matches()) {
      throw CommandException.of(ScheduleMessage.COMMAND_GEOMETRY, line);
    }
    Matcher matcher =
        LINE.matcher(FIGURE.matcher(given.group()).replaceAll(each -> figure(each, line)));
    if (!matcher.matches()) {
      throw new IllegalStateException(line);
    }
    String layer =
        matcher.group("kind").equals("dense")
            ? "@Dense(" + matcher.group("maps") + ")"
            : convolution(matcher, line);
    return """
    import dev.lathe.annotations.*;
    import dev.lathe.runtime.Layer;

    @Network(input = {%s})
    interface %s {
      %s @Relu
      Layer layer();

      void run(float[] in, float[] out);
    }
    """
        .formatted(matcher.group("input").replace("x", ", "), name, layer);
  }

  /** As Java writes it, where a leading zero is the mark of another base. */
  private static String figure(MatchResult digits, String line) {
    try {
      return String.valueOf(Integer.parseInt(digits.group()));
    } catch (NumberFormatException e) {
      throw CommandException.of(
          ScheduleMessage.COMMAND_GEOMETRY_FIGURE, line, digits.group(), Integer.MAX_VALUE);
    }
  }

  private static String convolution(Matcher matcher, String line) {
    if (matcher.group("kernel") == null) {
      throw CommandException.of(ScheduleMessage.COMMAND_GEOMETRY, line);
    }
    List<String> kernel = List.of(matcher.group("kernel").split("x", -1));
    String half =
        kernel.stream()
            .map(taps -> String.valueOf(Integer.parseInt(taps) / 2))
            .collect(Collectors.joining(", ", "{", "}"));
    return Stream.of(
            "filters = " + matcher.group("maps"),
            "kernel = {" + String.join(", ", kernel) + "}",
            "stride = " + or(matcher.group("stride"), "1"),
            "padding = " + or(matcher.group("padding"), half),
            "groups = " + or(matcher.group("groups"), "1"))
        .collect(Collectors.joining(", ", "@Conv(", ")"));
  }

  private static String or(@Nullable String given, String otherwise) {
    return given == null ? otherwise : given;
  }
}
