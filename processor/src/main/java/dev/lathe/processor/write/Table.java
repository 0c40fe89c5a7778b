package dev.lathe.processor.write;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Text in columns as wide as what stands in them. */
final class Table {
  private final List<Boolean> alignedRight;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * An empty table.
   *
   * @param alignment a letter a column: {@code l} or {@code r}
   */
  Table(String alignment) {
    this.alignedRight = alignment.chars().mapToObj(letter -> letter == 'r').toList();
  }

  void row(String... cells) {
    if (cells.length != alignedRight.size()) {
      throw new IllegalArgumentException("a row of " + Arrays.toString(cells));
    }
    rows.add(List.of(cells));
  }

  List<String> lines() {
    int[] widths = IntStream.range(0, alignedRight.size()).map(this::width).toArray();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      String filling = " ".repeat(widths[column] - cell.length());
      line.append(column == 0 ? "" : "  ");
      line.append(alignedRight.get(column) ? filling + cell : cell + filling);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
