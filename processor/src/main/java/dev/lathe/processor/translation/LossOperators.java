package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.ZERO;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.divide;
import static dev.lathe.processor.formula.Formulas.equal;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.negate;
import static dev.lathe.processor.formula.Formulas.operand;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Losses that files compute themselves. */
final class LossOperators {
  private LossOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put(
        "NegativeLogLikelihoodLoss",
        Operator.single(use -> logLikelihood(use, use.in(0), use.optional(2))));
    operators.put("SoftmaxCrossEntropyLoss", LossOperators::crossEntropy);
  }

  private static List<Term> crossEntropy(Use use) {
    Term logarithms = SoftmaxOperators.along(use.nodes(), use.in(0), 1, true);
    return List.of(logLikelihood(use, logarithms, use.optional(2)), logarithms);
  }

  private static Term logLikelihood(Use use, Term x, Optional<Term> classWeights) {
    Nodes nodes = use.nodes();
    List<Integer> labelled = new ArrayList<>(x.shape().extents());
    int classes = labelled.set(1, 1);
    checkLabels(use, classes);
    Term labels = nodes.reshape(use.in(1), new Shape(labelled));
    Term numbers = nodes.count(classes, 1, x.rank());
    Term weights = weights(use, classWeights, classes, x.rank());
    Formula chosen = equal(operand(0), operand(1), operand(2), ZERO);
    Formula loss = equal(operand(0), operand(1), negate(multiply(operand(2), operand(3))), ZERO);
    Term losses =
        nodes.reduce(
            Reduction.SUM,
            List.of(1),
            nodes.pointwise(x.type(), loss, labels, numbers, x, weights));
    if (use.text("reduction", "mean").equals("none")) {
      return ReductionOperators.without(nodes, losses, List.of(1));
    }
    List<Integer> all = Relocation.range(0, x.rank());
    Term sum = nodes.reshape(nodes.reduce(Reduction.SUM, all, losses), Shape.of());
    if (use.text("reduction", "mean").equals("sum")) {
      return sum;
    }
    Term each = nodes.pointwise(x.type(), chosen, labels, numbers, weights);
    Term total = nodes.reshape(nodes.reduce(Reduction.SUM, all, each), Shape.of());
    return nodes.pointwise(x.type(), divide(operand(0), operand(1)), sum, total);
  }

  private static void checkLabels(Use use, int classes) {
    if (use.in(1) instanceof Term.Known known) {
      long ignored = use.integer("ignore_index", 0);
      for (long label : Use.numbers(known)) {
        InvalidException.unless(
            (label >= 0 && label < classes) || (use.has("ignore_index") && label == ignored),
            "the label %d of %d classes",
            label,
            classes);
      }
    }
  }

  /** A figure a class, 0 for the one that is ignored. */
  private static Term weights(Use use, Optional<Term> classWeights, int classes, int rank) {
    Nodes nodes = use.nodes();
    List<Integer> extents = new ArrayList<>(Collections.nCopies(rank, 1));
    extents.set(1, classes);
    Shape shape = new Shape(extents);
    Term weights =
        classWeights
            .map(given -> nodes.reshape(given, shape))
            .orElseGet(() -> use.nodes().filled(shape, use.in(0).type(), 1));
    if (!use.has("ignore_index")) {
      return weights;
    }
    Formula kept =
        equal(operand(0), constant((double) use.integer("ignore_index", -1)), ZERO, operand(1));
    return nodes.pointwise(use.in(0).type(), kept, nodes.count(classes, 1, rank), weights);
  }
}
