package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.ONE;
import static dev.lathe.processor.formula.Formulas.ZERO;
import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.equal;
import static dev.lathe.processor.formula.Formulas.greater;
import static dev.lathe.processor.formula.Formulas.negate;
import static dev.lathe.processor.formula.Formulas.operand;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.onnx.ElementType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Elements along an axis that are read, replaced or sorted by values that may be computed. */
final class ChoiceOperators {
  /** So many largest elements are found one after the other; more are ranked among each other. */
  private static final int FEW = 16;

  /** Pairs of elements that are compared to rank them. */
  private static final int MOST_PAIRS = 1 << 24;

  private static final Formula X = operand(0);
  private static final Formula SUM = add(X, operand(1));

  private ChoiceOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("TopK", ChoiceOperators::largest);
    operators.put("GatherElements", Operator.single(ChoiceOperators::gather));
  }

  /** The value with one of its axes behind all others. */
  private static Term rows(Nodes nodes, Term x, int axis) {
    List<Integer> order = new ArrayList<>(Relocation.range(0, x.rank()));
    Collections.rotate(order.subList(axis, x.rank()), -1);
    return nodes.transpose(x, order);
  }

  /** The value with its last axis back in its place. */
  private static Term back(Nodes nodes, Term rows, int axis) {
    List<Integer> order = new ArrayList<>(Relocation.range(0, rows.rank()));
    Collections.rotate(order.subList(axis, rows.rank()), 1);
    return nodes.transpose(rows, order);
  }

  /** A shape with another last extent. */
  private static Shape ending(Shape shape, int extent) {
    List<Integer> extents = new ArrayList<>(shape.extents());
    extents.set(extents.size() - 1, extent);
    return new Shape(extents);
  }

  private static Term fromEnd(Nodes nodes, Term numbers, int count) {
    Formula formula = greater(ZERO, X, add(X, constant(count)), X);
    return nodes.pointwise(numbers.type(), formula, numbers);
  }

  /** What lies in the corner that is as large as another value, but for an axis. */
  private static Term corner(Nodes nodes, Term x, Shape shape, int axis) {
    checkCorner(x, shape, axis);
    Relocation corner = Tables.identity(x.shape());
    for (int a = 0; a < x.rank(); a++) {
      if (a != axis) {
        corner = corner.withIndices(a, Relocation.range(0, shape.extent(a)));
      }
    }
    return nodes.reindex(corner, x);
  }

  /** Indices are of the value's rank, and no longer than it but along one axis. */
  static void checkCorner(Term x, Shape indices, int axis) {
    boolean fits = x.rank() == indices.rank();
    for (int a = 0; fits && a < x.rank(); a++) {
      fits = a == axis || indices.extent(a) <= x.extent(a);
    }
    InvalidException.unless(fits, "a value %s at indices %s", x.shape(), indices);
  }

  /** Checks indices that are known. */
  private static void checkIndices(Term indices, int extent) {
    if (indices instanceof Term.Known known) {
      for (int k = 0; k < known.size(); k++) {
        double index = known.element(k);
        InvalidException.unless(
            index >= -extent && index < extent,
            "the index %d along an axis of %d",
            (long) index,
            extent);
      }
    }
  }

  private static Term gather(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    Term numbers = use.in(1);
    int axis = x.axis(use.integer("axis", 0));
    checkIndices(numbers, x.extent(axis));
    Term read = rows(nodes, corner(nodes, x, numbers.shape(), axis), axis);
    Term wanted = rows(nodes, fromEnd(nodes, numbers, x.extent(axis)), axis);
    Term found = nodes.byRows(new Operation.Gather(), wanted.shape(), x.type(), read, wanted);
    return back(nodes, found, axis);
  }

  /** Elements that take the place of others, or are added to them. */
  static Term scatter(Use use, boolean adds) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    int axis = x.axis(use.integer("axis", 0));
    checkCorner(x, use.in(1).shape(), axis);
    checkIndices(use.in(1), x.extent(axis));
    Term numbers = rows(nodes, fromEnd(nodes, use.in(1), x.extent(axis)), axis);
    Term updates = rows(nodes, use.in(2), axis);
    Term target = rows(nodes, x, axis);
    if (!updates.shape().equals(numbers.shape()) || numbers.rank() != x.rank()) {
      throw new InvalidException(
          "updates %s at indices %s".formatted(use.in(2).shape(), use.in(1).shape()));
    }
    Shape wide = ending(numbers.shape(), x.extent(axis));
    Operation scatter = new Operation.Scatter(adds);
    Term placed = nodes.byRows(scatter, wide, x.type(), updates, numbers);
    Term sum = wholly(nodes, placed, target.shape());
    if (adds) {
      return back(nodes, nodes.pointwise(x.type(), SUM, target, sum), axis);
    }
    Term ones = nodes.filled(numbers.shape(), ElementType.BOOL, 1);
    Term flags = nodes.byRows(scatter, wide, ElementType.BOOL, ones, numbers);
    Formula changed = equal(operand(2), ZERO, X, operand(1));
    Term all = wholly(nodes, flags, target.shape());
    return back(nodes, nodes.pointwise(x.type(), changed, target, sum, all), axis);
  }

  /** Zeros behind a value that fills the corner of a shape. */
  private static Term wholly(Nodes nodes, Term corner, Shape shape) {
    Relocation relocation = Tables.identity(corner.shape());
    for (int axis = 0; axis < shape.rank(); axis++) {
      List<Integer> indices = new ArrayList<>(Relocation.range(0, corner.extent(axis)));
      while (indices.size() < shape.extent(axis)) {
        indices.add(Relocation.OUTSIDE);
      }
      relocation = relocation.withIndices(axis, indices);
    }
    return nodes.reindex(relocation, corner);
  }

  private static List<Term> largest(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    int axis = x.axis(use.integer("axis", -1));
    long wanted = use.opset() < 10 ? use.requiredInteger("k") : (long) use.requiredFigure(1);
    InvalidException.unless(
        wanted >= 1 && wanted <= x.extent(axis),
        "k of %d, for an axis of %d elements",
        wanted,
        x.extent(axis));
    boolean pairs = wanted > FEW;
    long lines = x.size() / Math.max(1, x.extent(axis));
    if (pairs && wanted * wanted > MOST_PAIRS / Math.max(1, lines)) {
      throw new TranslationException("the " + wanted + " largest of " + x.extent(axis));
    }
    boolean most = use.flag("largest", true);
    return pairs
        ? ranked(nodes, x, axis, (int) wanted, most)
        : oneByOne(nodes, x, axis, (int) wanted, most);
  }

  /**
   * Again and again the largest, which then is taken out. What is taken has no number any more:
   * where infinities are left, they are as small as it.
   */
  private static List<Term> oneByOne(Nodes nodes, Term x, int axis, int wanted, boolean most) {
    Reduction reduction = most ? Reduction.MAXIMUM : Reduction.MINIMUM;
    Term count = nodes.count(x.extent(axis), axis, x.rank());
    Formula taken = equal(X, operand(1), constant(reduction.start()), operand(2));
    List<Term> values = new ArrayList<>();
    List<Term> places = new ArrayList<>();
    Formula gone = equal(X, operand(1), constant(x.extent(axis)), X);
    Term rest = x;
    Term numbers = count;
    for (int k = 0; k < wanted; k++) {
      Term extreme = nodes.reduce(reduction, List.of(axis), rest);
      values.add(extreme);
      Term place = ReductionOperators.first(nodes, x, extreme, axis, numbers);
      places.add(place);
      if (k + 1 < wanted) {
        numbers = nodes.pointwise(ElementType.INT64, gone, numbers, place);
        rest = nodes.pointwise(x.type(), taken, count, place, rest);
      }
    }
    return List.of(nodes.concatenate(axis, values), nodes.concatenate(axis, places));
  }

  /** The largest in their order first; each is then put where as many are before it. */
  private static List<Term> ranked(Nodes nodes, Term x, int axis, int wanted, boolean most) {
    Term turned = rows(nodes, x, axis);
    Term row = most ? turned : nodes.pointwise(x.type(), negate(X), turned);
    int length = x.extent(axis);
    int last = row.rank() - 1;
    Term kept = nodes.byRows(new Operation.KeptPlaces(wanted), row.shape(), ElementType.INT64, row);
    Term numbers = nodes.expand(nodes.count(length, last, row.rank()), row.shape());
    // What is not among them goes to a cell behind them.
    Shape wide = ending(row.shape(), wanted + 1);
    List<Integer> front = Relocation.range(0, wanted);
    Operation scatter = new Operation.Scatter(false);
    Term values = nodes.reindex(nodes.byRows(scatter, wide, x.type(), row, kept), last, front);
    Term places =
        nodes.reindex(nodes.byRows(scatter, wide, ElementType.INT64, numbers, kept), last, front);
    Term ranks = ranks(nodes, values);
    Term sorted = nodes.byRows(scatter, values.shape(), x.type(), values, ranks);
    Term ordered = nodes.byRows(scatter, places.shape(), ElementType.INT64, places, ranks);
    Term result = most ? sorted : nodes.pointwise(x.type(), negate(X), sorted);
    return List.of(back(nodes, result, axis), back(nodes, ordered, axis));
  }

  /** How many elements of its row are before each one: larger ones, and equal ones in front. */
  private static Term ranks(Nodes nodes, Term rows) {
    int rank = rows.rank();
    int count = rows.extent(rank - 1);
    List<Integer> column = new ArrayList<>(rows.shape().extents());
    column.add(1);
    List<Integer> line = new ArrayList<>(rows.shape().extents());
    line.add(rank - 1, 1);
    Formula first = greater(operand(2), operand(3), ONE, ZERO);
    Formula before = greater(operand(1), X, ONE, equal(operand(1), X, first, ZERO));
    Term each =
        nodes.pointwise(
            ElementType.INT64,
            before,
            nodes.reshape(rows, new Shape(column)),
            nodes.reshape(rows, new Shape(line)),
            nodes.count(count, rank - 1, rank + 1),
            nodes.count(count, rank, rank + 1));
    Term sums = nodes.reduce(Reduction.SUM, List.of(rank), each);
    return nodes.reshape(sums, rows.shape());
  }
}
