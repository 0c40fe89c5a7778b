package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.ZERO;
import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.equal;
import static dev.lathe.processor.formula.Formulas.operand;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.onnx.ElementType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntBinaryOperator;

/** Running sums, triangles, diagonals and windows of signals. */
final class SeriesOperators {
  private SeriesOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("CumSum", Operator.single(SeriesOperators::runningSum));
    operators.put("Trilu", Operator.single(SeriesOperators::triangle));
    operators.put("EyeLike", Operator.single(SeriesOperators::eye));
    window(operators, "HannWindow", 0.5, 0.5, 0);
    window(operators, "HammingWindow", 25.0 / 46, 21.0 / 46, 0);
    window(operators, "BlackmanWindow", 0.42, 0.5, 0.08);
  }

  /** Sums of 1, 2, 4, 8, ... elements: each is two of the kind before. */
  private static Term runningSum(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    int axis = x.axis((long) use.figure(1).orElse(0.0).doubleValue());
    int sign = use.flag("reverse", false) ? -1 : 1;
    Term sum = use.flag("exclusive", false) ? shifted(nodes, x, axis, sign) : x;
    Formula both = add(operand(0), operand(1));
    for (int step = 1; step < x.extent(axis); step *= 2) {
      sum = nodes.pointwise(x.type(), both, sum, shifted(nodes, sum, axis, sign * step));
    }
    return sum;
  }

  /** Zeros come in where elements move on. */
  private static Term shifted(Nodes nodes, Term x, int axis, int steps) {
    List<Integer> indices = new ArrayList<>();
    for (int k = 0; k < x.extent(axis); k++) {
      int from = k - steps;
      indices.add(from < 0 || from >= x.extent(axis) ? Relocation.OUTSIDE : from);
    }
    return nodes.reindex(x, axis, indices);
  }

  private static Term triangle(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    if (x.rank() < 2) {
      throw new InvalidException("matrices, got " + x.shape());
    }
    long diagonal = use.figure(1).orElse(0.0).longValue();
    boolean upper = use.flag("upper", true);
    Term mask =
        matrix(
            nodes,
            ElementType.BOOL,
            Shape.of(x.extent(x.rank() - 2), x.extent(x.rank() - 1)),
            (row, column) -> (upper ? column - row >= diagonal : column - row <= diagonal) ? 1 : 0);
    return nodes.pointwise(x.type(), equal(operand(1), ZERO, ZERO, operand(0)), x, mask);
  }

  private static Term matrix(
      Nodes nodes, ElementType type, Shape shape, IntBinaryOperator elements) {
    nodes.allow(shape.size());
    double[] figures = new double[shape.size()];
    for (int k = 0; k < figures.length; k++) {
      figures[k] = elements.applyAsInt(k / shape.extent(1), k % shape.extent(1));
    }
    return Term.Known.of(type, shape, figures);
  }

  private static Term eye(Use use) {
    Term x = use.in(0);
    if (x.rank() != 2) {
      throw new InvalidException("a matrix, got " + x.shape());
    }
    long diagonal = use.integer("k", 0);
    ElementType type = use.has("dtype") ? ElementwiseOperators.type(use, "dtype") : x.type();
    return matrix(use.nodes(), type, x.shape(), (row, column) -> column - row == diagonal ? 1 : 0);
  }

  /** {@code a - b cos(2 pi k / n) + c cos(4 pi k / n)}. */
  private static void window(
      Map<String, Operator> operators, String name, double a, double b, double c) {
    operators.put(
        name,
        Operator.single(
            use -> {
              int size = Tables.extent((long) use.requiredFigure(0));
              int period = use.flag("periodic", true) ? size : size - 1;
              double[] figures = new double[size];
              for (int k = 0; k < size; k++) {
                double angle = 2 * Math.PI * k / period;
                figures[k] = a - b * Math.cos(angle) + c * Math.cos(2 * angle);
              }
              ElementType type =
                  use.has("output_datatype")
                      ? ElementwiseOperators.type(use, "output_datatype")
                      : ElementType.FLOAT;
              return Term.Known.of(type, Shape.of(size), figures);
            }));
  }
}
