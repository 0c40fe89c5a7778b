package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.divide;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.operand;
import static dev.lathe.processor.formula.Formulas.power;
import static dev.lathe.processor.formula.Formulas.squareRoot;
import static dev.lathe.processor.formula.Formulas.subtract;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.graph.Divisor;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.RunningStatistic;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.onnx.ElementType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Normalisations, composed of means and formulas. */
final class NormalisationOperators {
  private static final Formula X = operand(0);
  private static final Formula CENTRED = subtract(operand(0), operand(1));

  private NormalisationOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("BatchNormalization", NormalisationOperators::batch);
    operators.put("InstanceNormalization", Operator.single(NormalisationOperators::instance));
    operators.put("GroupNormalization", Operator.single(NormalisationOperators::group));
    operators.put("LayerNormalization", NormalisationOperators::layer);
    operators.put("RMSNormalization", Operator.single(NormalisationOperators::rootMeanSquare));
    operators.put("MeanVarianceNormalization", Operator.single(NormalisationOperators::variance));
    operators.put("LpNormalization", Operator.single(NormalisationOperators::norm));
    operators.put("LRN", Operator.single(NormalisationOperators::response));
    operators.put("Dropout", NormalisationOperators::dropout);
  }

  /** A figure a channel, aligned with a map's channels. */
  private static Shape perChannel(Term x) {
    List<Integer> extents = new ArrayList<>(Collections.nCopies(x.rank() - 1, 1));
    extents.set(0, x.extent(1));
    return new Shape(extents);
  }

  private static Term channels(Use use, Term figures, Term x) {
    return use.nodes().reshape(figures, perChannel(x));
  }

  private static Formula affine(Formula standard, int weight) {
    return add(multiply(standard, operand(weight)), operand(weight + 1));
  }

  private static List<Term> batch(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    if (x.rank() < 2) {
      throw new TranslationException("a map, got a value of shape " + x.shape());
    }
    double epsilon = use.decimal("epsilon", 1e-5);
    double momentum = use.decimal("momentum", 0.9);
    boolean oldTraining = use.opset() < 7 && !use.flag("is_test", false) && use.wants(3);
    if (use.flag("training_mode", false) || oldTraining) {
      return byBatch(use, epsilon, momentum);
    }
    Term scale = channels(use, use.in(1), x);
    Term bias = channels(use, use.in(2), x);
    if (nodes.training()
        && x.extent(0) == 1
        && use.in(3) instanceof Term.Known mean
        && use.in(4) instanceof Term.Known variance) {
      return List.of(overImages(use, mean, variance, epsilon, 1 - momentum));
    }
    Formula standard = divide(CENTRED, squareRoot(add(operand(2), constant(epsilon))));
    Term y =
        nodes.pointwise(
            x.type(), affine(standard, 3), x, statistic(use, 3), statistic(use, 4), scale, bias);
    return List.of(y);
  }

  /** A running statistic: stored, but not learned. */
  private static Term statistic(Use use, int index) {
    Term x = use.in(0);
    if (use.in(index) instanceof Term.Known known) {
      Node node = use.nodes().statistic(known, perChannel(x), index == 3 ? 0 : 1);
      return new Term.Computed(node, perChannel(x), known.type());
    }
    return channels(use, use.in(index), x);
  }

  /** By the statistics of all images of a batch that is trained on. */
  private static Term overImages(
      Use use, Term.Known mean, Term.Known variance, double epsilon, double momentum) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    Shape shape = perChannel(x);
    Shape image = Nodes.leading(shape, x.rank());
    List<Integer> axes = Relocation.range(2, x.rank());
    int samples = x.size() / x.extent(1);
    Node means =
        nodes.add(
            new Operation.BatchMean(
                Optional.of(
                    new RunningStatistic(nodes.keepStatistic(mean, shape, 0), momentum, 0))),
            nodes.node(nodes.reduce(Reduction.MEAN, axes, x)));
    Term centred = nodes.pointwise(x.type(), CENTRED, x, nodes.term(means, image, x.type()));
    Term squares = nodes.pointwise(x.type(), multiply(X, X), centred);
    Node variances =
        nodes.add(
            new Operation.BatchMean(
                Optional.of(
                    new RunningStatistic(
                        nodes.keepStatistic(variance, shape, 1), momentum, samples))),
            nodes.node(nodes.reduce(Reduction.MEAN, axes, squares)));
    Formula standard = divide(X, squareRoot(add(operand(1), constant(epsilon))));
    return nodes.pointwise(
        x.type(),
        affine(standard, 2),
        centred,
        nodes.term(variances, image, x.type()),
        channels(use, use.in(1), x),
        channels(use, use.in(2), x));
  }

  /** By the statistics of the value itself, with running ones as further outputs. */
  private static List<Term> byBatch(Use use, double epsilon, double momentum) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    List<Integer> axes = IntStream.range(0, x.rank()).filter(a -> a != 1).boxed().toList();
    Term mean = nodes.reduce(Reduction.MEAN, axes, x);
    Term variance = variance(nodes, x, mean, axes);
    Formula standard = divide(CENTRED, squareRoot(add(operand(2), constant(epsilon))));
    Term y =
        nodes.pointwise(
            x.type(),
            affine(standard, 3),
            x,
            mean,
            variance,
            channels(use, use.in(1), x),
            channels(use, use.in(2), x));
    Formula running =
        add(multiply(X, constant(momentum)), multiply(operand(1), constant(1 - momentum)));
    Shape flat = Shape.of(x.extent(1));
    return List.of(
        y,
        nodes.pointwise(x.type(), running, use.in(3), nodes.reshape(mean, flat)),
        nodes.pointwise(x.type(), running, use.in(4), nodes.reshape(variance, flat)));
  }

  private static Term variance(Nodes nodes, Term x, Term mean, List<Integer> axes) {
    Formula square = multiply(CENTRED, CENTRED);
    return nodes.reduce(Reduction.MEAN, axes, nodes.pointwise(x.type(), square, x, mean));
  }

  /** {@code (x - mean) / sqrt(variance + epsilon)} over the given axes. */
  private static Term standardised(Nodes nodes, Term x, List<Integer> axes, double epsilon) {
    Term mean = nodes.reduce(Reduction.MEAN, axes, x);
    Term centred = nodes.pointwise(x.type(), CENTRED, x, mean);
    Term squares = nodes.pointwise(x.type(), multiply(X, X), centred);
    Term variance = nodes.reduce(Reduction.MEAN, axes, squares);
    Formula inverse = divide(constant(1), squareRoot(add(X, constant(epsilon))));
    Term scale = nodes.pointwise(x.type(), inverse, variance);
    return nodes.pointwise(x.type(), multiply(X, operand(1)), centred, scale);
  }

  private static Term instance(Use use) {
    Term x = use.in(0);
    Term standard =
        standardised(use.nodes(), x, Relocation.range(2, x.rank()), use.decimal("epsilon", 1e-5));
    return use.nodes()
        .pointwise(
            x.type(),
            affine(X, 1),
            standard,
            channels(use, use.in(1), x),
            channels(use, use.in(2), x));
  }

  /** Until opset 20 weight and bias had a figure a group, since then one a channel. */
  private static Term group(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    int groups = Tables.figure("num_groups", use.requiredInteger("num_groups"), 1);
    InvalidException.unless(
        x.rank() > 1 && x.extent(1) % groups == 0,
        "%d groups of the channels of %s",
        groups,
        x.shape());
    Shape grouped = Shape.of(x.extent(0), groups, x.size() / x.extent(0) / groups);
    Term parts = nodes.reshape(x, grouped);
    Term standard = standardised(nodes, parts, List.of(2), use.decimal("epsilon", 1e-5));
    if (use.in(1).size() == groups && use.in(1).size() != x.extent(1)) {
      Shape each = Shape.of(groups, 1);
      Term scaled =
          nodes.pointwise(
              x.type(),
              affine(X, 1),
              standard,
              nodes.reshape(use.in(1), each),
              nodes.reshape(use.in(2), each));
      return nodes.reshape(scaled, x.shape());
    }
    return nodes.pointwise(
        x.type(),
        affine(X, 1),
        nodes.reshape(standard, x.shape()),
        channels(use, use.in(1), x),
        channels(use, use.in(2), x));
  }

  private static List<Term> layer(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    List<Integer> axes = Relocation.range(x.axis(use.integer("axis", -1)), x.rank());
    double epsilon = use.decimal("epsilon", 1e-5);
    Term mean = nodes.reduce(Reduction.MEAN, axes, x);
    Term centred = nodes.pointwise(x.type(), CENTRED, x, mean);
    Term squares = nodes.pointwise(x.type(), multiply(X, X), centred);
    Term variance = nodes.reduce(Reduction.MEAN, axes, squares);
    Formula inverse = divide(constant(1), squareRoot(add(X, constant(epsilon))));
    Term scale = nodes.pointwise(x.type(), inverse, variance);
    List<Term> operands = new ArrayList<>(List.of(centred, scale, use.in(1)));
    Formula formula = multiply(multiply(X, operand(1)), operand(2));
    if (use.optional(2).isPresent()) {
      operands.add(use.in(2));
      formula = add(formula, operand(3));
    }
    operands.forEach(each -> nodes.checkStretches(each, x));
    Term y = nodes.pointwise(x.type(), formula, operands.toArray(Term[]::new));
    return List.of(y, mean, scale);
  }

  private static Term rootMeanSquare(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    List<Integer> axes = Relocation.range(x.axis(use.integer("axis", -1)), x.rank());
    Term squares = nodes.pointwise(x.type(), multiply(X, X), x);
    Term mean = nodes.reduce(Reduction.MEAN, axes, squares);
    Formula root = squareRoot(add(operand(1), constant(use.decimal("epsilon", 1e-5))));
    Formula scaled = multiply(divide(X, root), operand(2));
    nodes.checkStretches(use.in(1), x);
    return nodes.pointwise(x.type(), scaled, x, mean, use.in(1));
  }

  private static Term variance(Use use) {
    Term x = use.in(0);
    List<Integer> axes =
        use.integers("axes")
            .map(named -> x.axes(named).stream().sorted().toList())
            .orElse(List.of(0, 2, 3));
    Nodes nodes = use.nodes();
    Term mean = nodes.reduce(Reduction.MEAN, axes, x);
    Term variance = variance(nodes, x, mean, axes);
    Formula standard = divide(CENTRED, add(squareRoot(operand(2)), constant(1e-9)));
    return nodes.pointwise(x.type(), standard, x, mean, variance);
  }

  private static Term norm(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    List<Integer> axis = List.of(x.axis(use.integer("axis", -1)));
    long p = use.integer("p", 2);
    InvalidException.unless(p == 1 || p == 2, "p of %d, and it is 1 or 2", p);
    boolean squared = p == 2;
    Formula each = squared ? multiply(X, X) : Formulas.absolute(X);
    Term sum = nodes.reduce(Reduction.SUM, axis, nodes.pointwise(x.type(), each, x));
    Formula norm = squared ? squareRoot(operand(1)) : operand(1);
    Formula quotient = Formulas.equal(norm, constant(0), constant(0), divide(X, norm));
    return nodes.pointwise(x.type(), quotient, x, sum);
  }

  /** Across channels: the windows of a pooling along the channels, turned to a spatial axis. */
  private static Term response(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    int size = Tables.figure("size", use.requiredInteger("size"), 1);
    double alpha = use.decimal("alpha", 1e-4) / size;
    Term squares = nodes.pointwise(x.type(), multiply(X, X), x);
    int positions = x.size() / x.extent(0) / x.extent(1);
    // [N, C, P] as a map of N P channels whose one row the channels are.
    Term rows = nodes.reshape(squares, Shape.of(x.extent(0), x.extent(1), positions));
    Term turned = nodes.transpose(rows, List.of(0, 2, 1));
    int before = (size - 1) / 2;
    Window window =
        new Window(
            List.of(size), List.of(1), List.of(before), List.of(size - 1 - before), List.of(1));
    Node map = nodes.reshaped(nodes.node(turned), Shape.of(x.extent(0) * positions, x.extent(1)));
    Node sums = nodes.add(new Operation.AveragePool(window, Divisor.none()), map);
    Term back =
        nodes.transpose(
            nodes.term(sums, Shape.of(x.extent(0), positions, x.extent(1)), x.type()),
            List.of(0, 2, 1));
    Formula divisor =
        power(
            add(multiply(operand(1), constant(alpha)), constant(use.decimal("bias", 1))),
            constant(-use.decimal("beta", 0.75)));
    return nodes.pointwise(x.type(), multiply(X, divisor), x, nodes.reshape(back, x.shape()));
  }

  private static List<Term> dropout(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    double ratio = use.opset() < 12 ? use.decimal("ratio", 0.5) : use.figure(1).orElse(0.5);
    InvalidException.unless(ratio >= 0 && ratio < 1, "a ratio of %s", ratio);
    boolean drops = use.opset() >= 12 && use.figure(2).orElse(0.0) != 0 && ratio > 0;
    if (drops && !nodes.training()) {
      throw new TranslationException("its own random numbers: let training_mode be false");
    }
    if (nodes.training() && ratio > 0) {
      Node factors = nodes.add(new Operation.Mask(1 - ratio), nodes.node(x).shape());
      Term product =
          nodes.pointwise(
              x.type(), multiply(X, operand(1)), x, nodes.term(factors, x.shape(), x.type()));
      return masked(use, product);
    }
    return masked(use, x);
  }

  /** With a mask of what is kept, all of it, if anybody asks. */
  private static List<Term> masked(Use use, Term y) {
    return use.wants(1)
        ? List.of(y, use.nodes().filled(y.shape(), ElementType.BOOL, 1))
        : List.of(y);
  }
}
