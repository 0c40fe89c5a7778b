package dev.lathe.processor.authoring;

import dev.lathe.processor.formula.Evaluation;
import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A straight line for every map: {@code factors[c] x + offsets[c]}, whatever formula of stored
 * figures says it.
 */
@SuppressWarnings("ArrayRecordComponent") // plain data on its way into a file
record Scaled(Node x, float[] factors, float[] offsets) {
  private static final double TOLERANCE = 1e-9;

  /** The line that a node computes, if it is one. */
  static Optional<Scaled> of(Draft draft, Node node, List<Node> operands) {
    if (!(node.operation() instanceof Operation.Pointwise(Formula formula))) {
      return Optional.empty();
    }
    Optional<Node> x = Optional.empty();
    List<float[]> figures = new ArrayList<>();
    int place = 0;
    for (int k = 0; k < operands.size(); k++) {
      Node operand = operands.get(k);
      if (draft.isKnown(operand) && isPerMap(operand.shape(), node.shape())) {
        figures.add(draft.elements(operand));
      } else if (!draft.isKnown(operand) && x.isEmpty() && same(operand, node)) {
        x = Optional.of(operand);
        place = k;
        figures.add(new float[0]);
      } else {
        return Optional.empty();
      }
    }
    int at = place;
    return x.flatMap(given -> line(given, formula, figures, at, node.shape().channels()));
  }

  private static boolean same(Node operand, Node node) {
    return operand.shape().equals(node.shape());
  }

  private static boolean isPerMap(Shape figures, Shape map) {
    return figures.size() == 1
        || (figures.rank() == map.rank()
            && figures.channels() == map.channels()
            && figures.size() == map.channels());
  }

  private static Optional<Scaled> line(
      Node x, Formula formula, List<float[]> figures, int place, int maps) {
    float[] factors = new float[maps];
    float[] offsets = new float[maps];
    for (int c = 0; c < maps; c++) {
      double[] given = new double[figures.size()];
      for (int k = 0; k < given.length; k++) {
        float[] each = figures.get(k);
        given[k] = each.length == 0 ? 0 : each[each.length == 1 ? 0 : c];
      }
      double zero = at(formula, given, place, 0);
      double slope = at(formula, given, place, 1) - zero;
      for (double point : new double[] {-7, -0.5, 3, 50}) {
        double off = at(formula, given, place, point) - (zero + slope * point);
        if (!(Math.abs(off) <= TOLERANCE * (1 + Math.abs(zero) + Math.abs(slope * point)))) {
          return Optional.empty();
        }
      }
      factors[c] = (float) slope;
      offsets[c] = (float) zero;
    }
    return Optional.of(new Scaled(x, factors, offsets));
  }

  private static double at(Formula formula, double[] given, int place, double x) {
    given[place] = x;
    return Evaluation.of(formula, given);
  }
}
