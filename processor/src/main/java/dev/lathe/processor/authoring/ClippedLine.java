package dev.lathe.processor.authoring;

import dev.lathe.processor.formula.Evaluation;
import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/** A rising line between two bounds, {@code min(max(slope x + offset, low), high)}. */
record ClippedLine(double slope, double offset, double low, double high) {
  private static final double FAR = 1e6;
  private static final double STEP = 1e-3;
  private static final double WIDEST = 32;
  private static final double TOLERANCE = 1e-6;

  /** As many as a float has. */
  private static final MathContext DIGITS = new MathContext(8);

  static Optional<ClippedLine> of(Node node) {
    if (!(node.operation() instanceof Operation.Pointwise(Formula formula))
        || node.operands().size() != 1) {
      return Optional.empty();
    }
    double low = Evaluation.of(formula, -FAR);
    double high = Evaluation.of(formula, FAR);
    if (!(low < high) || high - low >= FAR) {
      return Optional.empty();
    }
    double middle = middle(formula, (low + high) / 2);
    double rise = Evaluation.of(formula, middle + STEP) - Evaluation.of(formula, middle - STEP);
    double slope = rounded(rise / (2 * STEP));
    double offset = rounded(Evaluation.of(formula, middle) - slope * middle);
    ClippedLine line = new ClippedLine(slope, offset, low, high);
    for (double x = -WIDEST; x <= WIDEST; x += 1.0 / 16) {
      if (!(Math.abs(line.at(x) - Evaluation.of(formula, x)) <= TOLERANCE * (high - low))) {
        return Optional.empty();
      }
    }
    return Optional.of(line);
  }

  private double at(double x) {
    return Math.min(Math.max(slope * x + offset, low), high);
  }

  /** Where a rising function is as high as half its height. */
  private static double middle(Formula formula, double height) {
    double left = -FAR;
    double right = FAR;
    for (int step = 0; step < 100; step++) {
      double between = (left + right) / 2;
      if (Evaluation.of(formula, between) < height) {
        left = between;
      } else {
        right = between;
      }
    }
    return left;
  }

  private static double rounded(double figure) {
    return new BigDecimal(figure).round(DIGITS).doubleValue();
  }
}
