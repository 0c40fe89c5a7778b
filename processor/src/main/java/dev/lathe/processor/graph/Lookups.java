package dev.lathe.processor.graph;

/** The interpreter's look-up of rows. */
final class Lookups {
  private Lookups() {}

  static Value lookup(Shape shape, Value numbers, Value table) {
    Value y = new Value(shape);
    for (int p = 0; p < y.positions(); p++) {
      for (int d = 0; d < y.channels(); d++) {
        y.set(d, p, table.get(row(numbers, p, table.shape()), d));
      }
    }
    return y;
  }

  static Value gradient(int padding, Shape table, Value numbers, Value dy) {
    Value sums = new Value(table);
    for (int p = 0; p < dy.positions(); p++) {
      int row = row(numbers, p, table);
      for (int d = 0; d < dy.channels() && row != padding; d++) {
        sums.add(row, d, dy.get(d, p));
      }
    }
    return sums;
  }

  private static int row(Value numbers, int p, Shape table) {
    int row = (int) numbers.elements()[p];
    if (row < 0 || row >= table.extent(0)) {
      throw new IndexOutOfBoundsException("row " + row + " of a table " + table);
    }
    return row;
  }
}
