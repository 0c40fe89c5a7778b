package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.ONE;
import static dev.lathe.processor.formula.Formulas.ZERO;
import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.floor;
import static dev.lathe.processor.formula.Formulas.greater;
import static dev.lathe.processor.formula.Formulas.maximum;
import static dev.lathe.processor.formula.Formulas.minimum;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.operand;
import static dev.lathe.processor.formula.Formulas.subtract;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Maps read between their cells at places that are computed: at each place a weighted sum of the
 * cells around it.
 */
final class CellTaps {

  /** The cells around a place are twice or four times as many with each axis. */
  static final int MOST_AXES = 3;

  /**
   * One of the cells of an axis that a place is made of, by the place.
   *
   * @param number of the cell, one that the axis has
   * @param weight 0 where the cell is padding
   */
  record Tap(Formula number, Formula weight) {}

  /** The cells of an axis at all places. */
  private record Read(Term number, Term weight) {}

  private CellTaps() {}

  /** The two cells around a place; those beyond the border are zeros. */
  static List<Tap> linear(Formula at, int extent) {
    Formula first = floor(at);
    Formula share = subtract(at, first);
    return List.of(
        padded(first, subtract(ONE, share), extent), padded(add(first, ONE), share, extent));
  }

  /** A cell that is a zero where the axis has none of its number. */
  static Tap padded(Formula cell, Formula weight, int extent) {
    Formula below = greater(constant(extent - 0.5), cell, weight, ZERO);
    return new Tap(clamped(cell, extent), greater(cell, constant(-0.5), below, ZERO));
  }

  /** The nearest number that an axis has. */
  static Formula clamped(Formula cell, int extent) {
    return maximum(minimum(cell, constant(extent - 1)), ZERO);
  }

  /**
   * The sums at all places.
   *
   * @param x {@code [N, C, cells..]}
   * @param taps for each axis of cells
   * @param places for each axis of cells {@code [N, 1, P]}
   * @return {@code [N, C, P]}
   */
  static Term sums(Nodes nodes, Term x, List<List<Tap>> taps, List<Term> places) {
    List<Integer> extents = x.shape().extents().subList(2, x.rank());
    Term rows = nodes.reshape(x, Shape.of(x.extent(0), x.extent(1), new Shape(extents).size()));
    Shape shape = Shape.of(x.extent(0), x.extent(1), places.getFirst().extent(2));
    List<List<Read>> reads = new ArrayList<>();
    int combinations = 1;
    for (int axis = 0; axis < taps.size(); axis++) {
      Term place = places.get(axis);
      reads.add(
          taps.get(axis).stream()
              .map(
                  tap ->
                      new Read(
                          nodes.pointwise(x.type(), tap.number(), place),
                          nodes.pointwise(x.type(), tap.weight(), place)))
              .toList());
      combinations = Sizes.product(combinations, taps.get(axis).size());
    }
    Optional<Term> sum = Optional.empty();
    for (int combination = 0; combination < combinations; combination++) {
      Term[] numbers = new Term[reads.size()];
      Term[] weights = new Term[reads.size()];
      int rest = combination;
      for (int axis = 0; axis < reads.size(); axis++) {
        List<Read> all = reads.get(axis);
        numbers[axis] = all.get(rest % all.size()).number();
        weights[axis] = all.get(rest % all.size()).weight();
        rest /= all.size();
      }
      Term number = nodes.pointwise(x.type(), rowMajor(extents), numbers);
      Term weight = nodes.pointwise(x.type(), product(weights.length), weights);
      Term read =
          nodes.byRows(new Operation.Gather(), shape, x.type(), rows, nodes.expand(number, shape));
      Formula more = add(multiply(operand(0), operand(1)), operand(2));
      sum =
          Optional.of(
              sum.isEmpty()
                  ? nodes.pointwise(x.type(), product(2), read, weight)
                  : nodes.pointwise(x.type(), more, read, weight, sum.get()));
    }
    return sum.orElseThrow();
  }

  /** The number of a cell among all, by its numbers along the axes. */
  private static Formula rowMajor(List<Integer> extents) {
    Formula number = operand(0);
    for (int axis = 1; axis < extents.size(); axis++) {
      number = add(multiply(number, constant(extents.get(axis))), operand(axis));
    }
    return number;
  }

  private static Formula product(int factors) {
    Formula product = operand(0);
    for (int k = 1; k < factors; k++) {
      product = multiply(product, operand(k));
    }
    return product;
  }
}
