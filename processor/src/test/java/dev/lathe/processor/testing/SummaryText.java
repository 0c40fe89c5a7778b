package dev.lathe.processor.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the table of layers of a network's summary as a person does: a cell belongs to the name
 * above it that begins where it begins, or ends where it ends.
 *
 * @param rows what stands below each name
 */
public record SummaryText(List<Map<String, String>> rows) {

  private static final String LAYER = "layer";
  private static final Pattern CELL = Pattern.compile("\\S+(?: \\S+)*");

  /** The first table of a summary. */
  public static SummaryText of(String text) {
    List<String> lines = text.lines().toList();
    List<MatchResult> names = cells(lines.get(2));
    List<Map<String, String>> rows = new ArrayList<>();
    for (int i = 3; i < lines.size() && !lines.get(i).isBlank(); i++) {
      Map<String, String> row = new HashMap<>();
      names.forEach(name -> row.put(name.group(), ""));
      for (MatchResult cell : cells(lines.get(i))) {
        row.put(above(names, cell), cell.group());
      }
      rows.add(row);
    }
    return new SummaryText(rows);
  }

  private static List<MatchResult> cells(String line) {
    return CELL.matcher(line).results().toList();
  }

  private static String above(List<MatchResult> names, MatchResult cell) {
    return names.stream()
        .filter(name -> name.start() == cell.start() || name.end() == cell.end())
        .map(MatchResult::group)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no column of " + cell.group()));
  }

  /** A column of all layers, by their names. */
  public Map<String, String> column(String name) {
    return rows.stream()
        .filter(row -> !cell(row, LAYER).isEmpty())
        .collect(Collectors.toMap(row -> cell(row, LAYER), row -> cell(row, name)));
  }

  /** A column of the sums: that of inference, and of what only a training computes. */
  public List<String> sums(String column) {
    return rows.stream()
        .filter(row -> cell(row, LAYER).isEmpty())
        .map(row -> cell(row, column))
        .toList();
  }

  /** A column's sum over the layers of inference. */
  public String sum(String column) {
    return sums(column).getFirst();
  }

  private static String cell(Map<String, String> row, String column) {
    String cell = row.get(column);
    if (cell == null) {
      throw new IllegalArgumentException("the columns are " + row.keySet());
    }
    return cell;
  }
}
