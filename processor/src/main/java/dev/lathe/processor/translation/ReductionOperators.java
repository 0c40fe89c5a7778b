package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.ONE;
import static dev.lathe.processor.formula.Formulas.ZERO;
import static dev.lathe.processor.formula.Formulas.absolute;
import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.equal;
import static dev.lathe.processor.formula.Formulas.exp;
import static dev.lathe.processor.formula.Formulas.log;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.operand;
import static dev.lathe.processor.formula.Formulas.squareRoot;
import static dev.lathe.processor.formula.Formulas.subtract;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.onnx.ElementType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Folds along axes, and the places of extremes. */
final class ReductionOperators {
  private static final Formula X = operand(0);

  private ReductionOperators() {}

  static void register(Map<String, Operator> operators) {
    fold(operators, "ReduceSum", X, Reduction.SUM, X);
    fold(operators, "ReduceMean", X, Reduction.MEAN, X);
    fold(operators, "ReduceMax", X, Reduction.MAXIMUM, X);
    fold(operators, "ReduceMin", X, Reduction.MINIMUM, X);
    fold(operators, "ReduceL1", absolute(X), Reduction.SUM, X);
    fold(operators, "ReduceL2", multiply(X, X), Reduction.SUM, squareRoot(X));
    fold(operators, "ReduceSumSquare", multiply(X, X), Reduction.SUM, X);
    fold(operators, "ReduceLogSum", X, Reduction.SUM, log(X));
    operators.put("ReduceLogSumExp", Operator.single(ReductionOperators::logSumExp));
    operators.put("ReduceProd", Operator.single(ReductionOperators::product));
    operators.put("ArgMax", Operator.single(use -> place(use, Reduction.MAXIMUM)));
    operators.put("ArgMin", Operator.single(use -> place(use, Reduction.MINIMUM)));
    operators.put("Hardmax", Operator.single(ReductionOperators::hardmax));
  }

  private static void fold(
      Map<String, Operator> operators,
      String name,
      Formula before,
      Reduction reduction,
      Formula after) {
    operators.put(
        name,
        Operator.single(
            use -> {
              Nodes nodes = use.nodes();
              Term x = use.in(0);
              List<Integer> axes = axes(use);
              // Without axes even a single element is squared, rooted and so on.
              Term each = before.equals(X) ? x : nodes.pointwise(x.type(), before, x);
              Term folded = nodes.reduce(reduction, axes, each);
              Term result = after.equals(X) ? folded : nodes.pointwise(x.type(), after, folded);
              return kept(use, result, axes);
            }));
  }

  /** {@code max + log sum e^(x - max)}. */
  private static Term logSumExp(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    List<Integer> axes = axes(use);
    if (x.size() == 0) {
      Term none = nodes.reduce(Reduction.MAXIMUM, axes, x);
      return kept(use, none, axes);
    }
    Term max = nodes.reduce(Reduction.MAXIMUM, axes, x);
    Term shifted = nodes.pointwise(x.type(), exp(subtract(X, operand(1))), x, max);
    Term sum = nodes.reduce(Reduction.SUM, axes, shifted);
    return kept(use, nodes.pointwise(x.type(), add(log(X), operand(1)), sum, max), axes);
  }

  /** The first half of the factors times the second, until one is left. */
  private static Term product(Use use) {
    Nodes nodes = use.nodes();
    Term result = use.in(0);
    List<Integer> axes = axes(use);
    for (int axis : axes) {
      if (result.extent(axis) == 0) {
        List<Integer> extents = new ArrayList<>(result.shape().extents());
        extents.set(axis, 1);
        result = nodes.filled(new Shape(extents), result.type(), 1);
        continue;
      }
      while (result.extent(axis) > 1) {
        int half = Math.ceilDiv(result.extent(axis), 2);
        List<Integer> second = new ArrayList<>(Relocation.range(half, result.extent(axis)));
        if (second.size() < half) {
          second.add(Relocation.OUTSIDE);
        }
        Relocation behind = Tables.identity(result.shape()).withIndices(axis, second).withFill(1);
        result =
            nodes.pointwise(
                result.type(),
                multiply(X, operand(1)),
                nodes.reindex(result, axis, Relocation.range(0, half)),
                nodes.reindex(behind, result));
      }
    }
    return kept(use, result, axes);
  }

  /** The axes to fold: all of them, or none, where none are named. */
  private static List<Integer> axes(Use use) {
    Term x = use.in(0);
    List<Long> named = use.numbers("axes", 1).orElse(List.of());
    if (named.isEmpty()) {
      return use.flag("noop_with_empty_axes", false) ? List.of() : Relocation.range(0, x.rank());
    }
    return x.axes(named).stream().sorted().toList();
  }

  private static Term kept(Use use, Term folded, List<Integer> axes) {
    return use.flag("keepdims", true) ? folded : without(use.nodes(), folded, axes);
  }

  static Term without(Nodes nodes, Term x, List<Integer> axes) {
    List<Integer> extents = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      if (!axes.contains(axis)) {
        extents.add(x.extent(axis));
      }
    }
    return nodes.reshape(x, new Shape(extents));
  }

  private static Term place(Use use, Reduction reduction) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    int axis = x.axis(use.integer("axis", 0));
    Term place = place(nodes, x, axis, reduction, use.flag("select_last_index", false));
    return use.flag("keepdims", true) ? place : without(nodes, place, List.of(axis));
  }

  /** The index of the first or last extreme along an axis. */
  static Term place(Nodes nodes, Term x, int axis, Reduction reduction, boolean last) {
    Term extreme = nodes.reduce(reduction, List.of(axis), x);
    Term count = nodes.count(x.extent(axis), axis, x.rank());
    Formula index = equal(X, operand(1), operand(2), constant(last ? -1 : x.extent(axis)));
    Term places = nodes.pointwise(ElementType.INT64, index, x, extreme, count);
    return nodes.reduce(last ? Reduction.MAXIMUM : Reduction.MINIMUM, List.of(axis), places);
  }

  /** The least of the given numbers of those elements that are as large as an extreme. */
  static Term first(Nodes nodes, Term x, Term extreme, int axis, Term numbers) {
    Formula number = equal(X, operand(1), operand(2), constant(x.extent(axis)));
    Term places = nodes.pointwise(ElementType.INT64, number, x, extreme, numbers);
    return nodes.reduce(Reduction.MINIMUM, List.of(axis), places);
  }

  private static Term hardmax(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    Term rows = SoftmaxOperators.rows(use, x);
    int axis = use.opset() < 13 ? 1 : x.axis(use.integer("axis", -1));
    Term place = place(nodes, rows, axis, Reduction.MAXIMUM, false);
    Term count = nodes.count(rows.extent(axis), axis, rows.rank());
    Term one = nodes.pointwise(x.type(), equal(X, operand(1), ONE, ZERO), count, place);
    return nodes.reshape(one, x.shape());
  }
}
