package dev.lathe.processor.onnx;

import java.util.Arrays;

/** A growing array of numbers. */
final class Elements {
  private double[] elements = new double[16];
  private int count;

  void add(double element) {
    if (count == elements.length) {
      elements = Arrays.copyOf(elements, count + (count >> 1));
    }
    elements[count++] = element;
  }

  int count() {
    return count;
  }

  double[] toArray() {
    return Arrays.copyOf(elements, count);
  }
}
