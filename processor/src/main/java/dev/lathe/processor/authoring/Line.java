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
 * A straight line in one value, with a factor and an offset for each element, whatever formula of
 * stored figures says it.
 */
@SuppressWarnings("ArrayRecordComponent") // plain data on its way into a file
record Line(Node x, float[] factors, float[] offsets) {
  private static final double TOLERANCE = 1e-9;
  private static final double[] POINTS = {-7, -0.5, 3, 50};

  /** The line that a node computes, if it is one. */
  static Optional<Line> of(Draft draft, Node node, List<Node> operands) {
    if (!(node.operation() instanceof Operation.Pointwise(Formula formula))) {
      return Optional.empty();
    }
    Shape shape = node.shape();
    List<Node> computed = operands.stream().filter(each -> !draft.isKnown(each)).toList();
    if (computed.size() != 1 || !computed.getFirst().shape().equals(shape)) {
      return Optional.empty();
    }
    List<Node> stored = operands.stream().filter(draft::isKnown).toList();
    Shape small = Figures.together(stored);
    List<float[]> figures = new ArrayList<>();
    for (Node operand : operands) {
      figures.add(
          draft.isKnown(operand)
              ? Figures.stretched(draft.elements(operand), operand.shape(), small)
              : new float[small.size()]);
    }
    int place = operands.indexOf(computed.getFirst());
    float[] factors = new float[small.size()];
    float[] offsets = new float[small.size()];
    double[] given = new double[operands.size()];
    for (int k = 0; k < factors.length; k++) {
      for (int operand = 0; operand < given.length; operand++) {
        given[operand] = figures.get(operand)[k];
      }
      double zero = at(formula, given, place, 0);
      double slope = at(formula, given, place, 1) - zero;
      if (!isStraight(formula, given, place, zero, slope)) {
        return Optional.empty();
      }
      factors[k] = (float) slope;
      offsets[k] = (float) zero;
    }
    return Optional.of(
        new Line(
            computed.getFirst(),
            Figures.stretched(factors, small, shape),
            Figures.stretched(offsets, small, shape)));
  }

  private static boolean isStraight(
      Formula formula, double[] given, int place, double zero, double slope) {
    for (double point : POINTS) {
      double off = at(formula, given, place, point) - (zero + slope * point);
      if (!(Math.abs(off) <= TOLERANCE * (1 + Math.abs(zero) + Math.abs(slope * point)))) {
        return false;
      }
    }
    return true;
  }

  private static double at(Formula formula, double[] given, int place, double x) {
    given[place] = x;
    return Evaluation.of(formula, given);
  }
}
