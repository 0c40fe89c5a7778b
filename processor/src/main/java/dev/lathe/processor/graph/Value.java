package dev.lathe.processor.graph;

/** A node's value in the interpreter: row-major, channels first, in double precision. */
final class Value {
  private final Shape shape;
  private final double[] elements;
  private final int positions;

  Value(Shape shape, double[] elements) {
    if (elements.length != shape.size()) {
      throw new IllegalArgumentException(
          "a value of shape %s has %d elements, not %d"
              .formatted(shape, shape.size(), elements.length));
    }
    this.shape = shape;
    this.elements = elements;
    this.positions = shape.positions();
  }

  /** Zeros. */
  Value(Shape shape) {
    this(shape, new double[shape.size()]);
  }

  static Value scalar(double element) {
    return new Value(Shape.of(), new double[] {element});
  }

  Shape shape() {
    return shape;
  }

  double[] elements() {
    return elements;
  }

  int channels() {
    return shape.channels();
  }

  int positions() {
    return positions;
  }

  double get(int channel, int position) {
    return elements[channel * positions + position];
  }

  void set(int channel, int position, double element) {
    elements[channel * positions + position] = element;
  }

  void add(int channel, int position, double summand) {
    elements[channel * positions + position] += summand;
  }
}
