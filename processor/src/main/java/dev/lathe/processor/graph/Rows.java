package dev.lathe.processor.graph;

import java.util.Objects;

/** The interpreter's operations on rows along the last axis. */
final class Rows {
  private Rows() {}

  static Value keptPlaces(int count, Value x) {
    Value places = new Value(x.shape());
    int length = length(x.shape());
    for (int from = 0; from < x.elements().length; from += length) {
      int kept = 0;
      for (int i = 0; i < length; i++) {
        boolean keeps = rank(x.elements(), from, length, i) < count;
        places.elements()[from + i] = keeps ? Math.min(kept, count) : count;
        kept += keeps ? 1 : 0;
      }
    }
    return places;
  }

  /** How many elements of a row come before its element i where the largest comes first. */
  private static int rank(double[] elements, int from, int length, int i) {
    int rank = 0;
    double element = elements[from + i];
    for (int j = 0; j < length; j++) {
      double other = elements[from + j];
      if (other > element || (other == element && j < i)) {
        rank++;
      }
    }
    return rank;
  }

  static Value gather(Value x, Value numbers) {
    Value y = new Value(numbers.shape());
    int length = length(numbers.shape());
    int source = length(x.shape());
    for (int k = 0; k < y.elements().length; k++) {
      int number = Objects.checkIndex((int) numbers.elements()[k], source);
      y.elements()[k] = x.elements()[k / length * source + number];
    }
    return y;
  }

  static Value scatter(boolean adds, Shape shape, Value x, Value numbers) {
    Value y = new Value(shape);
    int length = length(x.shape());
    int target = length(shape);
    for (int k = 0; k < x.elements().length; k++) {
      int number = Objects.checkIndex((int) numbers.elements()[k], target);
      int to = k / length * target + number;
      y.elements()[to] = x.elements()[k] + (adds ? y.elements()[to] : 0);
    }
    return y;
  }

  private static int length(Shape shape) {
    return shape.extent(shape.rank() - 1);
  }
}
