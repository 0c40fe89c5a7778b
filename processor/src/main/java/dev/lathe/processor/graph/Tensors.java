package dev.lathe.processor.graph;

import dev.lathe.processor.formula.Evaluation;
import dev.lathe.processor.formula.Formula;
import java.util.Arrays;
import java.util.List;

/** The interpreter's operations on values of any rank. */
final class Tensors {
  private Tensors() {}

  static Value pointwise(Formula formula, Shape shape, List<Value> operands) {
    Value result = new Value(shape);
    int[][] steps =
        operands.stream()
            .map(x -> Broadcasting.strides(shape, x.shape(), x.shape().strides()))
            .toArray(int[][]::new);
    double[] values = new double[operands.size()];
    for (int k = 0; k < shape.size(); k++) {
      int[] at = coordinates(shape, k);
      for (int operand = 0; operand < values.length; operand++) {
        values[operand] = operands.get(operand).elements()[linear(at, steps[operand])];
      }
      result.elements()[k] = Evaluation.of(formula, values);
    }
    return result;
  }

  static Value reduce(Reduction reduction, List<Integer> axes, Shape shape, Value x) {
    Value result = new Value(shape);
    Arrays.fill(result.elements(), reduction.start());
    int[] steps = Broadcasting.strides(x.shape(), shape, shape.strides());
    for (int k = 0; k < x.shape().size(); k++) {
      int to = linear(coordinates(x.shape(), k), steps);
      result.elements()[to] = reduction.fold(result.elements()[to], x.elements()[k]);
    }
    if (reduction == Reduction.MEAN) {
      int count = axes.stream().mapToInt(x.shape()::extent).reduce(1, Sizes::product);
      return Elementwise.map(result, sum -> sum / count);
    }
    return result;
  }

  static Value extremeGradient(Value x, Value y, Value dy) {
    Value dx = new Value(x.shape());
    boolean[] given = new boolean[y.elements().length];
    int[] steps = Broadcasting.strides(x.shape(), y.shape(), y.shape().strides());
    for (int k = 0; k < x.shape().size(); k++) {
      int from = linear(coordinates(x.shape(), k), steps);
      if (!given[from] && x.elements()[k] == y.elements()[from]) {
        dx.elements()[k] = dy.elements()[from];
        given[from] = true;
      }
    }
    return dx;
  }

  static Value reindex(Relocation relocation, Shape shape, Value x) {
    Value y = new Value(shape);
    for (int k = 0; k < shape.size(); k++) {
      int from = source(relocation, coordinates(shape, k), x.shape().strides());
      y.elements()[k] = from == Relocation.OUTSIDE ? relocation.fill() : x.elements()[from];
    }
    return y;
  }

  static Value reindexGradient(Relocation relocation, Shape shape, Value dy) {
    Value dx = new Value(shape);
    for (int k = 0; k < dy.shape().size(); k++) {
      int from = source(relocation, coordinates(dy.shape(), k), shape.strides());
      if (from != Relocation.OUTSIDE) {
        dx.elements()[from] += dy.elements()[k];
      }
    }
    return dx;
  }

  static Value concatenate(int axis, Shape shape, List<Value> operands) {
    Value result = new Value(shape);
    int offset = 0;
    for (Value operand : operands) {
      for (int k = 0; k < operand.shape().size(); k++) {
        int[] at = coordinates(operand.shape(), k);
        at[axis] += offset;
        result.elements()[linear(at, shape.strides())] = operand.elements()[k];
      }
      offset += operand.shape().extent(axis);
    }
    return result;
  }

  static Value constant(List<Double> elements, Shape shape) {
    Value value = new Value(shape);
    for (int k = 0; k < shape.size(); k++) {
      value.elements()[k] = elements.get(elements.size() == 1 ? 0 : k);
    }
    return value;
  }

  private static int source(Relocation relocation, int[] at, int[] strides) {
    int from = 0;
    for (int axis = 0; axis < at.length; axis++) {
      Relocation.AxisTable table = relocation.axes().get(axis);
      int index = table.indices().get(at[axis]);
      if (index == Relocation.OUTSIDE) {
        return Relocation.OUTSIDE;
      }
      from += index * strides[table.source()];
    }
    return from;
  }

  private static int[] coordinates(Shape shape, int k) {
    int[] at = new int[shape.rank()];
    int rest = k;
    for (int axis = at.length - 1; axis >= 0; axis--) {
      at[axis] = rest % shape.extent(axis);
      rest /= shape.extent(axis);
    }
    return at;
  }

  private static int linear(int[] at, int[] strides) {
    int sum = 0;
    for (int axis = 0; axis < at.length; axis++) {
      sum += at[axis] * strides[axis];
    }
    return sum;
  }
}
