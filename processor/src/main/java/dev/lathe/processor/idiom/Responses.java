package dev.lathe.processor.idiom;

import dev.lathe.processor.formula.Evaluation;
import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.formula.Trees;
import dev.lathe.processor.graph.Divisor;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.graph.Windows;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds local response normalisation across channels: {@code x / (k + alpha mean)^beta}, where the
 * mean of squares is a pooling along the channels, which have been moved to a place where poolings
 * slide.
 */
final class Responses {
  private static final Formula SQUARE = Formulas.multiply(Formulas.operand(0), Formulas.operand(0));

  private static final double[] POINTS = {0.25, 1, 3, 10, 100};
  private static final double TOLERANCE = 1e-7;
  private static final MathContext DIGITS = new MathContext(9);

  private final Graph graph;

  Responses(Graph graph) {
    this.graph = graph;
  }

  Optional<Idiom> of(Node node, Formula formula) {
    if (node.operands().size() != 2
        || node.shape().rank() < 2
        || !Trees.operands(formula).contains(1)
        || !isProportional(formula)) {
      return Optional.empty();
    }
    Node x = graph.operand(node, 0);
    Node pool = behindMovements(graph.operand(node, 1));
    if (!(pool.operation() instanceof Operation.AveragePool(Windows windows, Divisor divisor))
        || !(windows instanceof Window window)
        || !(divisor instanceof Divisor.Fixed(int fixed))) {
      return Optional.empty();
    }
    Node squares = behindMovements(graph.operand(pool, 0));
    boolean squared =
        squares.operation() instanceof Operation.Pointwise(Formula inner)
            && inner.equals(SQUARE)
            && graph.operand(squares, 0).id() == x.id();
    int axis = window.kernel().indexOf(window.taps());
    if (!squared || axis < 0 || !isAlongChannels(node, pool, axis)) {
      return Optional.empty();
    }
    int size = window.taps();
    int before = window.before().get(axis);
    for (double beta : betas(formula)) {
      Optional<double[]> line = line(formula, beta);
      if (line.isPresent()) {
        double alpha = rounded(line.get()[1] * size / fixed);
        return Optional.of(
            new Idiom.Response(x, size, before, alpha, beta, rounded(line.get()[0])));
      }
    }
    return Optional.empty();
  }

  /** Whether the first operand is a factor. */
  private static boolean isProportional(Formula formula) {
    for (double point : POINTS) {
      double one = Evaluation.of(formula, 1, point);
      double off = Evaluation.of(formula, -3, point) + 3 * one;
      if (!(Math.abs(off) <= TOLERANCE * Math.abs(one))) {
        return false;
      }
    }
    return true;
  }

  private static List<Double> betas(Formula formula) {
    List<Double> betas = new ArrayList<>(List.of(0.75, 0.5, 1.0, 2.0));
    collect(formula, betas);
    return betas;
  }

  private static void collect(Formula formula, List<Double> figures) {
    if (formula instanceof Formula.Constant(double value) && value > 0) {
      figures.add(value);
    }
    Trees.parts(formula).forEach(part -> collect(part, figures));
  }

  /** {@code k} and {@code a} where the formula is {@code x (k + a m)^-beta}. */
  private static Optional<double[]> line(Formula formula, double beta) {
    double k = base(formula, beta, 0);
    double a = base(formula, beta, 1) - k;
    for (double point : POINTS) {
      double off = base(formula, beta, point) - (k + a * point);
      if (!(Math.abs(off) <= TOLERANCE * (k + a * point))) {
        return Optional.empty();
      }
    }
    return a > 0 && k > 0 ? Optional.of(new double[] {k, a}) : Optional.empty();
  }

  private static double base(Formula formula, double beta, double mean) {
    return Math.pow(Evaluation.of(formula, 1, mean), -1 / beta);
  }

  private static double rounded(double figure) {
    return new BigDecimal(figure).round(DIGITS).doubleValue();
  }

  /** What is under another shape, or with its axes in another order. */
  private Node behindMovements(Node node) {
    Node behind = node;
    while (behind.operation() instanceof Operation.Reshape
        || (behind.operation() instanceof Operation.Reindex(Relocation relocation)
            && !relocation.fills()
            && !relocation.repeats())) {
      behind = graph.operand(behind, 0);
    }
    return behind;
  }

  /**
   * Whether the windows go along the channels: those are the values that the pooled axis has, in
   * steps of all positions. An element of each end of the axis tells.
   */
  private boolean isAlongChannels(Node node, Node pool, int axis) {
    int channels = node.shape().channels();
    if (pool.shape().extent(axis + 1) != channels
        || graph.operand(pool, 0).shape().extent(axis + 1) != channels) {
      return false;
    }
    int step = pool.shape().strides()[axis + 1];
    int positions = node.shape().positions();
    int[] places = places(graph.operand(node, 1), pool, node.shape().size());
    for (int k = 0; k < places.length; k++) {
      int place = places[k];
      int along = place / step % channels;
      if (along != k / positions) {
        return false;
      }
    }
    return true;
  }

  /** For every element of a value that one of another value that it is. */
  private int[] places(Node node, Node source, int size) {
    if (node.id() == source.id()) {
      int[] own = new int[size];
      for (int k = 0; k < size; k++) {
        own[k] = k;
      }
      return own;
    }
    Node before = graph.operand(node, 0);
    int[] places = places(before, source, size);
    if (!(node.operation() instanceof Operation.Reindex(Relocation relocation))) {
      return places;
    }
    int[] strides = node.shape().strides();
    int[] from = before.shape().strides();
    int[] moved = new int[size];
    for (int k = 0; k < size; k++) {
      int at = 0;
      for (int axis = 0; axis < strides.length; axis++) {
        int index = k / strides[axis] % node.shape().extent(axis);
        Relocation.AxisTable table = relocation.axes().get(axis);
        at += table.indices().get(index) * from[table.source()];
      }
      moved[k] = places[at];
    }
    return moved;
  }
}
