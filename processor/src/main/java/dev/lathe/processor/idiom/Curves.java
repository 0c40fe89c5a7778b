package dev.lathe.processor.idiom;

import dev.lathe.processor.formula.Evaluation;
import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Trees;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names formulas. The same activation is written in many ways, as {@code x min(max(x + 3, 0), 6) /
 * 6} or as {@code x} times a hard sigmoid, so that it is not the text that is compared but the
 * values, at points close to each other; figures are looked for among the formula's own constants.
 */
final class Curves {
  private static final double WIDEST = 32;
  private static final double STEP = 1.0 / 16;

  /** As exact as a float; the constants of files are floats. */
  private static final double TOLERANCE = 2e-6;

  private Curves() {}

  /** The name of a formula that reads operand 0 alone. */
  static Optional<Curve> of(Formula formula) {
    if (!Trees.operands(formula).equals(new TreeSet<>(Set.of(0)))) {
      return Optional.empty();
    }
    List<Double> figures = figures(formula);
    for (Curve.Kind kind : Curve.Kind.values()) {
      for (Curve curve : candidates(kind, figures)) {
        if (isSame(formula, curve.formula())) {
          return Optional.of(curve);
        }
      }
    }
    return Optional.empty();
  }

  private static List<Curve> candidates(Curve.Kind kind, List<Double> figures) {
    List<Curve> candidates = new ArrayList<>();
    if (kind.figures() == 0) {
      candidates.add(Curve.of(kind));
    } else if (kind.figures() == 1) {
      figures.forEach(a -> candidates.add(new Curve(kind, a, 0)));
    } else {
      figures.forEach(a -> figures.forEach(b -> candidates.add(new Curve(kind, a, b))));
    }
    return candidates.stream().filter(Curves::isSensible).toList();
  }

  private static boolean isSensible(Curve curve) {
    return switch (curve.kind()) {
      case SOFTPLUS, SOFT_SHRINK, HARD_SHRINK -> curve.a() > 0;
      case HARD_TANH -> curve.a() < curve.b();
      default -> true;
    };
  }

  /** The constants of a formula, and the figures that it need not write. */
  private static List<Double> figures(Formula formula) {
    Set<Double> figures = new LinkedHashSet<>();
    collect(formula, figures);
    figures.add(1.0);
    figures.add(0.0);
    return List.copyOf(figures);
  }

  private static void collect(Formula formula, Set<Double> figures) {
    if (formula instanceof Formula.Constant(double value)) {
      figures.add(value);
      figures.add(-value);
    }
    Trees.parts(formula).forEach(part -> collect(part, figures));
  }

  private static boolean isSame(Formula one, Formula other) {
    for (double x = -WIDEST; x <= WIDEST; x += STEP) {
      double difference = Math.abs(Evaluation.of(one, x) - Evaluation.of(other, x));
      if (!(difference <= TOLERANCE * (1 + Math.abs(x)))) {
        return false;
      }
    }
    return true;
  }
}
