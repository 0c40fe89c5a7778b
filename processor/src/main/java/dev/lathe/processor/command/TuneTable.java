package dev.lathe.processor.command;

import dev.lathe.processor.schedule.ScheduleTable;
import dev.lathe.processor.validation.ScheduleMessage;
import dev.lathe.runtime.io.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The table of schedules that is written: sorted, and with what other runs have found. */
final class TuneTable {
  private static final int LANES_WIDTH = 2;
  private static final int MOST_BYTES = 8 * 1024 * 1024;
  private static final int MOST_REPORTED = 10;
  private static final List<String> HEADER =
      List.of(
          "# Schedules that were measured to be better than those of the cost model:",
          "#   LANES | GEOMETRY | SCHEDULE",
          "# LANES is how many floats a vector has. Written by the command tune; see"
              + " docs/schedules.md.");
  private static final String MACHINE = "# Machine of the last run: ";

  private final Path file;
  private final int lanes;
  private final SortedMap<String, List<String>> lines = new TreeMap<>();

  /** What the user wrote above the lines of a geometry. */
  private final SortedMap<String, List<String>> comments = new TreeMap<>();

  /** What the user wrote above nothing. */
  private final List<String> remarks = new ArrayList<>();

  /**
   * A table that keeps the lines of the file, and its comments.
   *
   * @param lanes of what is measured
   */
  TuneTable(Path file, int lanes) {
    this.file = file;
    this.lanes = lanes;
    WholeFile.check(file);
    if (Files.exists(file)) {
      String text = text();
      List<String> problems =
          ScheduleTable.parse(text).problems().stream()
              .limit(MOST_REPORTED)
              .map(
                  problem ->
                      ScheduleMessage.TABLE_LINE.format(
                          file.toString(), problem.line(), problem.what()))
              .toList();
      if (!problems.isEmpty()) {
        throw CommandException.of(problems);
      }
      keep(text);
    }
  }

  private String text() {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw unreadable("it has more than 8 MiB");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw unreadable("it is no text in UTF-8");
    } catch (IOException e) {
      throw unreadable(Reason.of(e));
    }
  }

  private CommandException unreadable(String why) {
    return CommandException.of(ScheduleMessage.TABLE_UNREADABLE, file.toString(), why);
  }

  /** A comment belongs to the line that it stands above, if no empty line is between them. */
  private void keep(String text) {
    List<String> above = new ArrayList<>();
    for (String line : text.lines().map(String::strip).toList()) {
      String entry = line.replaceFirst("#.*", "").strip();
      if (!entry.isEmpty()) {
        String[] fields = entry.split("\\|", -1);
        String key = key(fields[0].strip(), fields[1].strip());
        lines.computeIfAbsent(key, _ -> new ArrayList<>()).add(line);
        comments.computeIfAbsent(key, _ -> new ArrayList<>()).addAll(above);
        above.clear();
      } else if (line.isEmpty()) {
        remarks.addAll(above);
        above.clear();
      } else if (!HEADER.contains(line) && !line.startsWith(MACHINE)) {
        above.add(line);
      }
    }
    remarks.addAll(above);
  }

  /** Narrow vectors first, whatever their digits are. */
  private static String key(String width, String geometry) {
    return "0".repeat(Math.max(0, LANES_WIDTH - width.length())) + width + " | " + geometry;
  }

  /** Replaces the lines of all geometries that were measured by those that are better. */
  void put(Map<String, List<String>> better, Tuning measured) {
    measured.tilings().forEach(each -> remove(key("" + lanes, each.geometry())));
    measured.algorithms().forEach(each -> remove(key("" + lanes, each.geometry())));
    better.forEach(
        (geometry, decisions) ->
            lines.put(
                key("" + lanes, geometry),
                decisions.stream()
                    .sorted()
                    .map(each -> lanes + " | " + geometry + " | " + each)
                    .toList()));
  }

  /** Removes lines, and keeps what was written behind them. */
  private void remove(String key) {
    List<String> removed = lines.remove(key);
    if (removed != null) {
      removed.stream()
          .filter(line -> line.contains("#"))
          .map(line -> line.substring(line.indexOf('#')))
          .forEach(comment -> comments.computeIfAbsent(key, _ -> new ArrayList<>()).add(comment));
    }
  }

  int size() {
    return lines.values().stream().mapToInt(List::size).sum();
  }

  void write() {
    List<String> text = new ArrayList<>(HEADER);
    text.add(
        MACHINE + "%s, JDK %s".formatted(processor(), System.getProperty("java.runtime.version")));
    List<String> free = new ArrayList<>(remarks);
    comments.forEach((key, above) -> free.addAll(lines.containsKey(key) ? List.of() : above));
    if (!free.isEmpty()) {
      text.addAll(free);
      text.add("");
    }
    lines.forEach(
        (key, each) -> {
          text.addAll(comments.getOrDefault(key, List.of()));
          text.addAll(each);
        });
    byte[] bytes = (String.join("\n", text) + "\n").getBytes(StandardCharsets.UTF_8);
    WholeFile.write(file, out -> out.write(bytes));
  }

  /** The processor's name where the system says it, or else its kind. */
  private static String processor() {
    Path info = Path.of("/proc/cpuinfo");
    if (Files.isReadable(info)) {
      try {
        return Files.readAllLines(info).stream()
            .filter(line -> line.startsWith("model name"))
            .findFirst()
            .map(line -> line.replaceFirst(".*:\\s*", ""))
            .orElse(System.getProperty("os.arch"));
      } catch (IOException e) {
        return System.getProperty("os.arch");
      }
    }
    return System.getProperty("os.arch");
  }
}
