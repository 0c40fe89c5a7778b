package dev.lathe.processor.authoring;

import dev.lathe.processor.formula.Evaluation;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.idiom.Expression;
import dev.lathe.processor.idiom.Idiom;
import dev.lathe.processor.idiom.Idioms;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds layer, group and instance normalisation, as one operator of a file or as the dozen that
 * exporters make of it: formulas are compared by their values. The variance may be the mean of
 * {@code (x - mean)^2}, or that of {@code x^2} less {@code mean^2}.
 */
final class Normalisations {
  /** Reshapes and lines behind each other: a group norm of PyTorch has four. */
  private static final int DEEPEST = 6;

  private static final double TOLERANCE = 1e-6;
  private static final double[][] POINTS = {{2, 1, 3}, {-4, 0.5, 0.25}, {0.1, -3, 20}};
  private static final MathContext DIGITS = new MathContext(7);

  private final Graph graph;
  private final Idioms idioms;
  private final Draft draft;

  Normalisations(Graph graph, Idioms idioms, Draft draft) {
    this.graph = graph;
    this.idioms = idioms;
    this.draft = draft;
  }

  Optional<Idiom.Standardised> of(Node node) {
    return node.operation() instanceof Operation.Pointwise
        ? behindLines(node, DEEPEST)
        : Optional.empty();
  }

  /** A normalisation, or a line of one, for each element, perhaps under another shape. */
  private Optional<Idiom.Standardised> behindLines(Node node, int depth) {
    if (depth == 0 || idioms.isKnown(node)) {
      return Optional.empty();
    }
    if (node.operation() instanceof Operation.Reshape) {
      return behindLines(graph.operand(node, 0), depth - 1);
    }
    Optional<Idiom.Standardised> core = core(node);
    if (core.isPresent() || !(node.operation() instanceof Operation.Pointwise)) {
      return core;
    }
    List<Node> operands = node.operands().stream().map(graph::node).toList();
    Optional<Line> line =
        operands.stream().anyMatch(idioms::isKnown) || operands.size() == 1
            ? Line.of(draft, node, operands)
            : Optional.empty();
    return line.flatMap(
        each -> behindLines(each.x(), depth - 1).map(norm -> followed(norm, each, operands)));
  }

  private Idiom.Standardised followed(Idiom.Standardised norm, Line line, List<Node> operands) {
    float[] factors = new float[norm.factors().length];
    float[] offsets = new float[factors.length];
    for (int k = 0; k < factors.length; k++) {
      factors[k] = norm.factors()[k] * line.factors()[k];
      offsets[k] = norm.offsets()[k] * line.factors()[k] + line.offsets()[k];
    }
    return new Idiom.Standardised(
        norm.x(),
        norm.axes(),
        norm.epsilon(),
        factors,
        offsets,
        norm.weight().or(() -> named(operands)));
  }

  /** The stored tensor that a layer can be named by. */
  private static Optional<Node> named(List<Node> operands) {
    return operands.stream()
        .filter(each -> each.operation() instanceof Operation.Parameter)
        .findFirst();
  }

  private Optional<Idiom.Standardised> core(Node node) {
    List<Node> folds = Folds.near(graph, idioms, node);
    for (Node mean : folds) {
      for (Node spread : folds) {
        if (mean.id() < spread.id()
            && Folds.fold(mean, Reduction.MEAN, mean)
            && Folds.fold(spread, Reduction.MEAN, mean)) {
          Optional<Idiom.Standardised> found = standardised(node, mean, spread);
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Idiom.Standardised> standardised(Node node, Node mean, Node spread) {
    Node x = graph.operand(mean, 0);
    if (!x.shape().equals(node.shape()) || x.shape().size() == 0) {
      return Optional.empty();
    }
    Optional<Boolean> centred =
        Expression.of(graph, graph.operand(spread, 0), ends(Set.of(x, mean)))
            .flatMap(squares -> squares(squares, x, mean));
    Optional<Expression> whole = Expression.of(graph, node, ends(Set.of(x, mean, spread)));
    return centred.isEmpty()
        ? Optional.empty()
        : whole.flatMap(each -> figures(each, x, mean, spread, centred.get()));
  }

  private Predicate<Node> ends(Set<Node> nodes) {
    Set<Integer> ids = nodes.stream().map(Node::id).collect(Collectors.toSet());
    return node -> ids.contains(node.id()) || idioms.isKnown(node);
  }

  /** Whether it is {@code (x - mean)^2}; false for {@code x^2}, empty for anything else. */
  private static Optional<Boolean> squares(Expression expression, Node x, Node mean) {
    boolean centred = true;
    boolean plain = true;
    for (double[] point : POINTS) {
      double[] given = new double[expression.operands().size()];
      for (int k = 0; k < given.length; k++) {
        Node operand = expression.operands().get(k);
        if (operand.id() != x.id() && operand.id() != mean.id()) {
          return Optional.empty();
        }
        given[k] = operand.id() == x.id() ? point[0] : point[1];
      }
      double value = Evaluation.of(expression.formula(), given);
      centred &= isNear(value, (point[0] - point[1]) * (point[0] - point[1]));
      plain &= isNear(value, point[0] * point[0]);
    }
    return centred ? Optional.of(true) : plain ? Optional.of(false) : Optional.empty();
  }

  private static boolean isNear(double value, double wanted) {
    return Math.abs(value - wanted) <= TOLERANCE * (1e-3 + Math.abs(wanted));
  }

  /** Factor, offset and epsilon, element by element. */
  private Optional<Idiom.Standardised> figures(
      Expression whole, Node x, Node mean, Node spread, boolean centred) {
    List<Node> operands = whole.operands();
    int[] places = {operands.indexOf(x), operands.indexOf(mean), operands.indexOf(spread)};
    List<Node> stored = operands.stream().filter(idioms::isKnown).toList();
    if (places[0] < 0 || places[2] < 0 || stored.size() + 3 < operands.size()) {
      return Optional.empty();
    }
    Shape small = Figures.together(stored);
    List<float[]> all = new ArrayList<>();
    for (Node operand : operands) {
      all.add(
          idioms.isKnown(operand)
              ? Figures.stretched(draft.elements(operand), operand.shape(), small)
              : new float[small.size()]);
    }
    float[] factors = new float[small.size()];
    float[] offsets = new float[small.size()];
    double epsilon = 0;
    for (int k = 0; k < factors.length; k++) {
      double[] given = new double[operands.size()];
      for (int operand = 0; operand < given.length; operand++) {
        given[operand] = all.get(operand)[k];
      }
      Sample sample = new Sample(whole, given, places, centred);
      double offset = sample.at(1, 1, 1);
      double near = sample.at(1, 0, 0) - offset;
      double far = sample.at(1, 0, 1) - offset;
      double ratio = (far / near) * (far / near);
      double own = ratio / (1 - ratio);
      epsilon = epsilon == 0 && own > 0 && own < 1 ? own : epsilon;
      double factor = far * Math.sqrt(1 + epsilon);
      for (double[] point : POINTS) {
        double spreads = Math.abs(point[2]);
        double standard = (point[0] - point[1]) / Math.sqrt(spreads + epsilon);
        if (!isNear(sample.at(point[0], point[1], spreads), factor * standard + offset)) {
          return Optional.empty();
        }
      }
      factors[k] = (float) factor;
      offsets[k] = (float) offset;
    }
    if (epsilon == 0) {
      return Optional.empty();
    }
    List<Integer> axes = ((Operation.Reduce) mean.operation()).axes();
    return Optional.of(
        new Idiom.Standardised(
            x,
            axes,
            new BigDecimal(epsilon).round(DIGITS).doubleValue(),
            Figures.stretched(factors, small, x.shape()),
            Figures.stretched(offsets, small, x.shape()),
            named(operands)));
  }

  /** The whole formula where {@code x}, the mean and the variance have given values. */
  @SuppressWarnings("ArrayRecordComponent") // read at once and dropped
  private record Sample(Expression whole, double[] given, int[] places, boolean centred) {
    double at(double x, double mean, double variance) {
      put(0, x);
      put(1, mean);
      put(2, centred ? variance : variance + mean * mean);
      return Evaluation.of(whole.formula(), given);
    }

    private void put(int which, double value) {
      if (places[which] >= 0) {
        given[places[which]] = value;
      }
    }
  }
}
