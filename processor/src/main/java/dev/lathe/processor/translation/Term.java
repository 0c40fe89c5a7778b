package dev.lathe.processor.translation;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.onnx.ElementType;
import dev.lathe.processor.onnx.OnnxTensor;
import java.util.HashSet;
import java.util.List;

/** A value of the file: known while it is compiled, or computed by a node; or several of these. */
sealed interface Term {

  /** The shape as ONNX counts it, a batch axis included. */
  Shape shape();

  ElementType type();

  default int rank() {
    return shape().rank();
  }

  default int extent(int axis) {
    return shape().extent(axis);
  }

  default int size() {
    return shape().size();
  }

  /** Different axes, as {@link #axis} has them. */
  default List<Integer> axes(List<Long> numbers) {
    List<Integer> axes = numbers.stream().map(this::axis).toList();
    InvalidException.unless(
        new HashSet<>(axes).size() == axes.size(), "the axes %s, of which one is twice", numbers);
    return axes;
  }

  /** The axis that a number means, which counts from the end if it is negative. */
  default int axis(long number) {
    long axis = number < 0 ? number + rank() : number;
    if (axis < 0 || axis >= Math.max(1, rank())) {
      throw new InvalidException("the axis %d of a value of shape %s".formatted(number, shape()));
    }
    return (int) axis;
  }

  /**
   * A value that does not depend on what is given at run time.
   *
   * @param tensor its elements, possibly under another shape
   * @param stored whether the file has it as an initializer: then it is a parameter
   */
  record Known(OnnxTensor tensor, Shape shape, boolean stored) implements Term {
    static Known of(ElementType type, Shape shape, double... elements) {
      return new Known(OnnxTensor.of("", type, shape, elements), shape, false);
    }

    static Known integers(long... elements) {
      double[] numbers = new double[elements.length];
      for (int k = 0; k < numbers.length; k++) {
        numbers[k] = elements[k];
      }
      return of(ElementType.INT64, Shape.of(numbers.length), numbers);
    }

    static Known scalar(ElementType type, double element) {
      return of(type, Shape.of(), element);
    }

    @Override
    public ElementType type() {
      return tensor.type();
    }

    double element(int index) {
      return tensor.element(index);
    }
  }

  /**
   * A node's value.
   *
   * @param node of the shape {@link Nodes#kept}
   */
  record Computed(Node node, Shape shape, ElementType type) implements Term {}

  /** Several values whose number is known. It has no shape: only a few operators take one. */
  record Sequence(List<Term> elements) implements Term {
    public Sequence {
      elements = List.copyOf(elements);
    }

    @Override
    public Shape shape() {
      throw unfit();
    }

    @Override
    public ElementType type() {
      throw unfit();
    }

    TranslationException unfit() {
      return new TranslationException(
          "a sequence of %d where one value is needed".formatted(elements.size()));
    }
  }
}
