package dev.lathe.processor.schedule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Schedules that were measured, for geometries and vector widths. A line of its text is {@code 16 |
 * GEOMETRY | DECISION}; {@code #} begins a comment. A geometry may have a line for filters of
 * tiles, one for rounded weights, and one for any, which is what a training can follow.
 */
public final class ScheduleTable {

  /** Without entries. */
  public static final ScheduleTable EMPTY = new ScheduleTable();

  private static final String SHIPPED = "schedules.txt";
  private static final int LONGEST_LINE = 2000;
  private static final int MOST_LINES = 100_000;
  private static final Pattern LANES = Pattern.compile("1|2|4|8|16|32|64");

  private final Map<Key, Decision.Direct> rounded = new HashMap<>();
  private final Map<Key, Decision.Direct> tilings = new HashMap<>();
  private final Map<Key, Decision.Tiled> algorithms = new HashMap<>();

  private record Key(int lanes, String geometry) {}

  /**
   * What is wrong with a line.
   *
   * @param line counted from 1
   * @param what is wrong, as part of a sentence
   */
  public record Problem(int line, String what) {}

  /** A table, and what is wrong with lines that it does without. */
  public record Parsed(ScheduleTable table, List<Problem> problems) {
    public Parsed {
      problems = List.copyOf(problems);
    }
  }

  private ScheduleTable() {}

  /** The table that comes with the processor. */
  public static ScheduleTable shipped() {
    return Shipped.TABLE;
  }

  /** Read when first asked for. */
  private static final class Shipped {
    static final ScheduleTable TABLE = read();

    private static ScheduleTable read() {
      try (InputStream in = ScheduleTable.class.getResourceAsStream(SHIPPED)) {
        byte[] bytes = Objects.requireNonNull(in, SHIPPED).readAllBytes();
        Parsed parsed = parse(new String(bytes, StandardCharsets.UTF_8));
        if (!parsed.problems().isEmpty()) {
          throw new IllegalStateException(SHIPPED + ": " + parsed.problems());
        }
        return parsed.table();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Reads a table's text. */
  public static Parsed parse(String text) {
    ScheduleTable table = new ScheduleTable();
    List<Problem> problems = new ArrayList<>();
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (number > MOST_LINES) {
        problems.add(new Problem(number, "it is beyond the " + MOST_LINES + " that are read"));
        break;
      }
      try {
        table.add(line);
      } catch (DecisionException e) {
        problems.add(new Problem(number, String.valueOf(e.getMessage())));
      }
    }
    return new Parsed(table, problems);
  }

  private void add(String line) {
    if (line.length() > LONGEST_LINE) {
      throw new DecisionException("it has more than " + LONGEST_LINE + " characters");
    }
    int comment = line.indexOf('#');
    String entry = (comment < 0 ? line : line.substring(0, comment)).strip();
    if (entry.isEmpty()) {
      return;
    }
    String[] fields = entry.split("\\|", -1);
    if (fields.length != 3) {
      throw new DecisionException("it is not of the form \"LANES | GEOMETRY | SCHEDULE\"");
    }
    if (!LANES.matcher(fields[0].strip()).matches()) {
      throw new DecisionException("\"" + fields[0].strip() + "\" is no number of lanes");
    }
    String geometry = fields[1].strip();
    GeometryText.problem(geometry)
        .ifPresent(
            problem -> {
              throw new DecisionException(problem);
            });
    Key key = new Key(Integer.parseInt(fields[0].strip()), geometry);
    Decision before =
        switch (Decision.parse(fields[2].strip())) {
          case Decision.Tiled tiled -> algorithms.putIfAbsent(key, tiled);
          case Decision.Direct direct ->
              (direct.isRounded() ? rounded : tilings).putIfAbsent(key, direct);
        };
    if (before != null) {
      throw new DecisionException("a line above has this geometry with \"" + before + "\"");
    }
  }

  boolean isEmpty() {
    return rounded.isEmpty() && tilings.isEmpty() && algorithms.isEmpty();
  }

  /** How to compute a geometry directly: the first of these that can be followed. */
  List<Decision.Direct> tilings(int lanes, String geometry) {
    Key key = new Key(lanes, geometry);
    return Stream.of(rounded, tilings)
        .flatMap(lines -> Optional.ofNullable(lines.get(key)).stream())
        .toList();
  }

  /** Filters of tiles if they are best, or else direct computation; empty if nothing is said. */
  Optional<Decision> algorithm(int lanes, String geometry) {
    Key key = new Key(lanes, geometry);
    Decision tiled = algorithms.get(key);
    return tiled != null
        ? Optional.of(tiled)
        : tilings(lanes, geometry).stream().map(Decision.class::cast).findFirst();
  }
}
