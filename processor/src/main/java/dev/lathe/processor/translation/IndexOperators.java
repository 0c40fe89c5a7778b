package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.ZERO;
import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.equal;
import static dev.lathe.processor.formula.Formulas.greater;
import static dev.lathe.processor.formula.Formulas.operand;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Elements chosen by their numbers. */
final class IndexOperators {
  private IndexOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("Gather", Operator.single(IndexOperators::gather));
    operators.put("OneHot", Operator.single(IndexOperators::oneHot));
  }

  private static Term gather(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    Term numbers = use.in(1);
    int axis = x.axis(use.integer("axis", 0));
    List<Integer> extents = new ArrayList<>(x.shape().extents().subList(0, axis));
    extents.addAll(numbers.shape().extents());
    extents.addAll(x.shape().extents().subList(axis + 1, x.rank()));
    if (numbers instanceof Term.Known known) {
      List<Integer> indices =
          Use.numbers(known).stream().map(n -> index(n, x.extent(axis))).toList();
      return nodes.reshape(nodes.reindex(x, axis, indices), new Shape(extents));
    }
    return nodes.transpose(rows(nodes, x, axis, numbers), inPlace(extents.size(), axis, numbers));
  }

  private static int index(long number, int extent) {
    long index = number < 0 ? number + extent : number;
    if (index < 0 || index >= extent) {
      throw new InvalidException("the index %d along an axis of %d".formatted(number, extent));
    }
    return (int) index;
  }

  /** {@code [numbers..., axes before..., axes behind...]}: rows of a table. */
  private static Term rows(Nodes nodes, Term x, int axis, Term numbers) {
    List<Integer> order = new ArrayList<>(List.of(axis));
    IntStream.range(0, x.rank()).filter(a -> a != axis).forEach(order::add);
    Term turned = nodes.transpose(x, order);
    int count = x.extent(axis);
    Shape table = Shape.of(count, x.size() / count);
    Term counted = nodes.reshape(numbers, Shape.of(numbers.size()));
    Formula fromEnd = greater(ZERO, operand(0), add(operand(0), constant(count)), operand(0));
    Term indices = nodes.pointwise(numbers.type(), fromEnd, counted);
    Node rows =
        nodes.add(new Operation.Lookup(-1), nodes.node(indices), nodes.weight(turned, table));
    List<Integer> extents = new ArrayList<>(numbers.shape().extents());
    extents.addAll(turned.shape().extents().subList(1, x.rank()));
    // A look-up gives [row, number].
    Shape found = Shape.of(table.extent(1), numbers.size());
    Term sideways = nodes.transpose(nodes.term(rows, found, x.type()), List.of(1, 0));
    return nodes.reshape(sideways, new Shape(extents));
  }

  private static List<Integer> inPlace(int rank, int axis, Term numbers) {
    List<Integer> order = new ArrayList<>();
    IntStream.range(0, axis).forEach(a -> order.add(numbers.rank() + a));
    IntStream.range(0, numbers.rank()).forEach(order::add);
    IntStream.range(numbers.rank() + axis, rank).forEach(order::add);
    return order;
  }

  private static Term oneHot(Use use) {
    Nodes nodes = use.nodes();
    Term numbers = use.in(0);
    int depth = Tables.extent((long) use.requiredFigure(1));
    Term.Known values = use.known(2);
    InvalidException.unless(
        values.size() == 2, "values %s: it takes one for off and one for on", values.shape());
    long named = use.integer("axis", -1);
    InvalidException.unless(
        named >= -numbers.rank() - 1 && named <= numbers.rank(),
        "the axis %d of a result of %d axes",
        named,
        numbers.rank() + 1);
    int axis = (int) (named < 0 ? named + numbers.rank() + 1 : named);
    List<Integer> extents = new ArrayList<>(numbers.shape().extents());
    extents.add(axis, 1);
    Formula fromEnd = greater(ZERO, operand(0), add(operand(0), constant(depth)), operand(0));
    Term indices =
        nodes.pointwise(numbers.type(), fromEnd, nodes.reshape(numbers, new Shape(extents)));
    Formula hot =
        equal(operand(0), operand(1), constant(values.element(1)), constant(values.element(0)));
    return nodes.pointwise(values.type(), hot, indices, nodes.count(depth, axis, extents.size()));
  }
}
