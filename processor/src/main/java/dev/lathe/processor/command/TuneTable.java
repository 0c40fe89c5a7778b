package dev.lathe.processor.command;

import dev.lathe.processor.validation.FileMessage;
import dev.lathe.runtime.io.Reason;
import java.io.IOException;
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

  private final Path file;
  private final int lanes;
  private final SortedMap<String, List<String>> lines = new TreeMap<>();

  /**
   * A table that keeps the lines of the file.
   *
   * @param lanes of what is measured
   */
  TuneTable(Path file, int lanes) {
    this.file = file;
    this.lanes = lanes;
    WholeFile.check(file);
    if (Files.exists(file)) {
      try {
        Files.readAllLines(file).forEach(this::keep);
      } catch (IOException e) {
        throw CommandException.of(FileMessage.COMMAND_DAMAGED, file.toString(), Reason.of(e));
      }
    }
  }

  private void keep(String line) {
    String[] fields = line.split("\\|", -1);
    if (!line.startsWith("#") && fields.length == 3) {
      String key = key(fields[0].strip(), fields[1].strip());
      lines.computeIfAbsent(key, _ -> new ArrayList<>()).add(line.strip());
    }
  }

  /** Narrow vectors first, whatever their digits are. */
  private static String key(String width, String geometry) {
    return "0".repeat(Math.max(0, LANES_WIDTH - width.length())) + width + " | " + geometry;
  }

  /** Replaces the lines of all geometries that were measured by those that are better. */
  void put(Map<String, List<String>> better, Tuning measured) {
    measured.tilings().forEach(each -> lines.remove(key("" + lanes, each.geometry())));
    measured.algorithms().forEach(each -> lines.remove(key("" + lanes, each.geometry())));
    better.forEach(
        (geometry, decisions) ->
            lines.put(
                key("" + lanes, geometry),
                decisions.stream()
                    .sorted()
                    .map(each -> lanes + " | " + geometry + " | " + each)
                    .toList()));
  }

  int size() {
    return lines.values().stream().mapToInt(List::size).sum();
  }

  void write() {
    List<String> text = new ArrayList<>();
    text.add("# Schedules that were measured to be better than those of the cost model:");
    text.add("#   LANES | GEOMETRY | SCHEDULE");
    text.add(
        "# LANES is how many floats a vector has. Written by the command tune; see"
            + " docs/schedules.md.");
    text.add(
        "# Machine of the last run: %s, JDK %s"
            .formatted(processor(), System.getProperty("java.runtime.version")));
    lines.values().forEach(text::addAll);
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
