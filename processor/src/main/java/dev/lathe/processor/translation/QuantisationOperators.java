package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.ZERO;
import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.divide;
import static dev.lathe.processor.formula.Formulas.equal;
import static dev.lathe.processor.formula.Formulas.maximum;
import static dev.lathe.processor.formula.Formulas.minimum;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.operand;
import static dev.lathe.processor.formula.Formulas.subtract;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.onnx.ElementType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** To integers of few bits and back: what is computed stays a float, rounded and bounded. */
final class QuantisationOperators {
  private static final Formula X = operand(0);

  private QuantisationOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("QuantizeLinear", Operator.single(QuantisationOperators::quantise));
    operators.put("DequantizeLinear", Operator.single(QuantisationOperators::dequantise));
    operators.put("DynamicQuantizeLinear", QuantisationOperators::byRange);
    operators.put("ConvInteger", Operator.single(QuantisationOperators::convolution));
    operators.put("QLinearConv", Operator.single(QuantisationOperators::scaledConvolution));
    operators.put("MatMulInteger", Operator.single(QuantisationOperators::product));
    operators.put("QLinearMatMul", Operator.single(QuantisationOperators::scaledProduct));
  }

  /** Scales are steps from one integer to the next. */
  private static void checkScales(Use use, int... operands) {
    for (int operand : operands) {
      if (use.in(operand) instanceof Term.Known known) {
        for (int k = 0; k < known.size(); k++) {
          double scale = known.element(k);
          InvalidException.unless(
              scale > 0 && scale < Double.POSITIVE_INFINITY,
              "a scale of %s in %s, which has to be positive and finite",
              scale,
              use.node().inputs().get(operand));
        }
      }
    }
  }

  private static Term quantise(Use use) {
    Term x = use.in(0);
    checkScales(use, 1);
    ElementType named =
        use.integer("output_dtype", 0) == 0
            ? ElementType.UINT8
            : ElementwiseOperators.type(use, "output_dtype");
    ElementType type = use.optional(2).map(Term::type).orElse(named);
    Term zero = use.optional(2).orElseGet(() -> Term.Known.scalar(type, 0));
    if (type.isSmallFloat()) {
      throw new TranslationException("values rounded to " + type);
    }
    Formula steps = ElementwiseOperators.rounded(divide(X, operand(1)));
    return use.nodes()
        .pointwise(
            type,
            bounded(add(steps, operand(2)), type),
            x,
            alongAxis(use, use.in(1), x),
            alongAxis(use, zero, x));
  }

  static Formula bounded(Formula x, ElementType type) {
    double low = type.isSigned() ? -Math.pow(2, type.bits() - 1) : 0;
    double high = low + Math.pow(2, type.bits()) - 1;
    return maximum(minimum(x, constant(high)), constant(low));
  }

  private static Term dequantise(Use use) {
    Term x = use.in(0);
    Term scale = use.in(1);
    checkScales(use, 1);
    Term zero = use.optional(2).orElseGet(() -> Term.Known.scalar(x.type(), 0));
    Formula value = multiply(subtract(X, operand(2)), operand(1));
    return use.nodes()
        .pointwise(scale.type(), value, x, alongAxis(use, scale, x), alongAxis(use, zero, x));
  }

  /** One figure for all, one for each index of an axis, or one for each block along it. */
  private static Term alongAxis(Use use, Term figures, Term x) {
    long named = use.integer("axis", 1);
    int block = Tables.figure("block_size", use.integer("block_size", 0), 0);
    if (block == 0 || figures.rank() != x.rank()) {
      return alongAxis(use.nodes(), figures, x, named);
    }
    int axis = x.axis(named);
    if (Math.ceilDiv(x.extent(axis), block) != figures.extent(axis)) {
      throw new InvalidException(
          "scales %s of blocks of %d for %s".formatted(figures.shape(), block, x.shape()));
    }
    List<Integer> blocks =
        Relocation.range(0, x.extent(axis)).stream().map(k -> k / block).toList();
    return use.nodes().reindex(figures, axis, blocks);
  }

  private static Term alongAxis(Nodes nodes, Term figures, Term x, long axis) {
    if (figures.size() == 1) {
      return nodes.reshape(figures, Shape.of());
    }
    if (figures.rank() > 1) {
      throw new InvalidException("scales " + figures.shape() + " without a block_size");
    }
    InvalidException.unless(
        figures.size() == x.extent(x.axis(axis)),
        "%d scales or zeros for the axis %d of %s",
        figures.size(),
        axis,
        x.shape());
    List<Integer> extents = new ArrayList<>(Collections.nCopies(x.rank(), 1));
    extents.set(x.axis(axis), figures.size());
    return nodes.reshape(figures, new Shape(extents));
  }

  /** What an integer stands for, but for its scale. */
  private static Term centred(Use use, int value, int zero, long axis) {
    Term x = use.in(value);
    return use.optional(zero)
        .map(z -> alongAxis(use.nodes(), z, x, axis))
        .map(z -> use.nodes().pointwise(ElementType.INT32, subtract(X, operand(1)), x, z))
        .orElseGet(() -> ElementwiseOperators.cast(use, x, ElementType.INT32));
  }

  private static Term convolution(Use use) {
    return ConvolutionOperators.convolution(
        use.of(List.of(centred(use, 0, 2, 1), centred(use, 1, 3, 0))));
  }

  private static Term scaledConvolution(Use use) {
    checkScales(use, 1, 4, 6);
    List<Term> operands = new ArrayList<>(List.of(centred(use, 0, 2, 1), centred(use, 3, 5, 0)));
    use.optional(8).ifPresent(operands::add);
    Term sums = ConvolutionOperators.convolution(use.of(operands));
    return requantised(
        use,
        sums,
        alongAxis(use.nodes(), use.in(1), sums, 1),
        alongAxis(use.nodes(), use.in(4), sums, 1));
  }

  private static Term product(Use use) {
    return MatrixOperators.product(use.nodes(), rows(use, 0, 2), columns(use, 1, 3));
  }

  private static Term scaledProduct(Use use) {
    checkScales(use, 1, 4, 6);
    Term sums = MatrixOperators.product(use.nodes(), rows(use, 0, 2), columns(use, 3, 5));
    return requantised(use, sums, column(use.nodes(), use.in(1)), use.in(4));
  }

  /** Left of a product, a zero for each row. */
  private static Term rows(Use use, int value, int zero) {
    return use.optional(zero)
        .map(z -> column(use.nodes(), z))
        .map(
            z ->
                use.nodes().pointwise(ElementType.INT32, subtract(X, operand(1)), use.in(value), z))
        .orElseGet(() -> ElementwiseOperators.cast(use, use.in(value), ElementType.INT32));
  }

  private static Term columns(Use use, int value, int zero) {
    return use.optional(zero)
        .map(
            z ->
                use.nodes().pointwise(ElementType.INT32, subtract(X, operand(1)), use.in(value), z))
        .orElseGet(() -> ElementwiseOperators.cast(use, use.in(value), ElementType.INT32));
  }

  private static Term column(Nodes nodes, Term figures) {
    return figures.rank() == 1 && figures.size() > 1
        ? nodes.reshape(figures, Shape.of(figures.size(), 1))
        : figures;
  }

  /** Sums of products, by the scales of both factors and of the result. */
  private static Term requantised(Use use, Term sums, Term left, Term right) {
    Nodes nodes = use.nodes();
    Term zero = use.in(7);
    Formula scale = divide(multiply(X, operand(1)), operand(2));
    Term factor = nodes.pointwise(ElementType.FLOAT, scale, left, right, use.in(6));
    Formula steps = ElementwiseOperators.rounded(multiply(X, operand(1)));
    Formula whole = bounded(add(steps, operand(2)), zero.type());
    return nodes.pointwise(zero.type(), whole, sums, factor, zero);
  }

  /** Eight bits for the range of the values, with zero among them. */
  private static List<Term> byRange(Use use) {
    Nodes nodes = use.nodes();
    Term x = use.in(0);
    List<Integer> all = Relocation.range(0, x.rank());
    Term low = nodes.reshape(nodes.reduce(Reduction.MINIMUM, all, x), Shape.of());
    Term high = nodes.reshape(nodes.reduce(Reduction.MAXIMUM, all, x), Shape.of());
    Formula width = subtract(maximum(X, ZERO), minimum(operand(1), ZERO));
    Term scale = nodes.pointwise(x.type(), divide(width, constant(255)), high, low);
    Formula exact = divide(subtract(ZERO, minimum(X, ZERO)), operand(1));
    Formula steps = equal(operand(1), ZERO, ZERO, ElementwiseOperators.rounded(exact));
    Term zero = nodes.pointwise(ElementType.UINT8, bounded(steps, ElementType.UINT8), low, scale);
    Formula quotient = equal(operand(1), ZERO, ZERO, divide(X, operand(1)));
    Formula rounded = ElementwiseOperators.rounded(quotient);
    Term y =
        nodes.pointwise(
            ElementType.UINT8,
            bounded(add(rounded, operand(2)), ElementType.UINT8),
            x,
            scale,
            zero);
    return List.of(y, scale, zero);
  }
}
