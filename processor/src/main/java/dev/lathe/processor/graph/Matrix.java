package dev.lathe.processor.graph;

import java.util.ArrayList;
import java.util.List;

/** A small matrix of known figures, row by row. */
public record Matrix(List<List<Double>> rows) {

  public Matrix {
    rows = rows.stream().map(List::copyOf).toList();
  }

  public int height() {
    return rows.size();
  }

  public int width() {
    return rows.getFirst().size();
  }

  public double at(int row, int column) {
    return rows.get(row).get(column);
  }

  /** The columns in the opposite order: the matrix for reversed operands. */
  public Matrix reversed() {
    return new Matrix(rows.stream().map(row -> List.copyOf(row.reversed())).toList());
  }

  /** The columns as rows. */
  public Matrix transposed() {
    List<List<Double>> columns = new ArrayList<>();
    for (int column = 0; column < width(); column++) {
      List<Double> entries = new ArrayList<>();
      for (int row = 0; row < height(); row++) {
        entries.add(at(row, column));
      }
      columns.add(entries);
    }
    return new Matrix(columns);
  }
}
