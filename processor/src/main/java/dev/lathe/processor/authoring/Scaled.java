package dev.lathe.processor.authoring;

import dev.lathe.processor.formula.Evaluation;
import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Broadcasting;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A straight line for every map: {@code factors[c] x + offsets[c]}, or with an offset for every
 * unit, whatever formula of stored figures says it.
 */
@SuppressWarnings("ArrayRecordComponent") // plain data on its way into a file
record Scaled(Node x, float[] factors, float[] offsets) {
  private static final double TOLERANCE = 1e-9;

  /** The line that a node computes, if it is one. */
  static Optional<Scaled> of(Draft draft, Node node, List<Node> operands) {
    if (!(node.operation() instanceof Operation.Pointwise(Formula formula))) {
      return Optional.empty();
    }
    Shape shape = node.shape();
    Optional<Node> x = Optional.empty();
    List<float[]> figures = new ArrayList<>();
    int place = 0;
    for (int k = 0; k < operands.size(); k++) {
      Node operand = operands.get(k);
      if (draft.isKnown(operand)) {
        figures.add(stretched(draft.elements(operand), operand.shape(), shape));
      } else if (x.isEmpty() && operand.shape().equals(shape)) {
        x = Optional.of(operand);
        place = k;
        figures.add(new float[shape.size()]);
      } else {
        return Optional.empty();
      }
    }
    int at = place;
    return x.flatMap(given -> lines(given, formula, figures, at, shape));
  }

  /** The elements of a tensor that is broadcast. */
  private static float[] stretched(float[] elements, Shape own, Shape shape) {
    int[] strides = shape.strides();
    int[] steps = Broadcasting.strides(shape, own, own.strides());
    float[] all = new float[shape.size()];
    for (int k = 0; k < all.length; k++) {
      int from = 0;
      for (int axis = 0; axis < strides.length; axis++) {
        from += k / strides[axis] % shape.extent(axis) * steps[axis];
      }
      all[k] = elements[from];
    }
    return all;
  }

  private static Optional<Scaled> lines(
      Node x, Formula formula, List<float[]> figures, int place, Shape shape) {
    int maps = shape.channels();
    int positions = shape.positions();
    float[] factors = new float[maps];
    float[] offsets = new float[shape.size()];
    boolean perMap = true;
    double[] given = new double[figures.size()];
    for (int k = 0; k < offsets.length; k++) {
      for (int operand = 0; operand < given.length; operand++) {
        given[operand] = figures.get(operand)[k];
      }
      double zero = at(formula, given, place, 0);
      double slope = at(formula, given, place, 1) - zero;
      if (!isStraight(formula, given, place, zero, slope)) {
        return Optional.empty();
      }
      int map = k / positions;
      offsets[k] = (float) zero;
      if (k % positions == 0) {
        factors[map] = (float) slope;
      } else if (factors[map] != (float) slope) {
        return Optional.empty();
      }
      perMap &= offsets[k] == offsets[map * positions];
    }
    return Optional.of(new Scaled(x, factors, perMap ? ofMaps(offsets, maps) : offsets));
  }

  private static boolean isStraight(
      Formula formula, double[] given, int place, double zero, double slope) {
    for (double point : new double[] {-7, -0.5, 3, 50}) {
      double off = at(formula, given, place, point) - (zero + slope * point);
      if (!(Math.abs(off) <= TOLERANCE * (1 + Math.abs(zero) + Math.abs(slope * point)))) {
        return false;
      }
    }
    return true;
  }

  private static float[] ofMaps(float[] offsets, int maps) {
    float[] each = new float[maps];
    for (int map = 0; map < maps; map++) {
      each[map] = offsets[map * (offsets.length / maps)];
    }
    return each;
  }

  private static double at(Formula formula, double[] given, int place, double x) {
    given[place] = x;
    return Evaluation.of(formula, given);
  }
}
