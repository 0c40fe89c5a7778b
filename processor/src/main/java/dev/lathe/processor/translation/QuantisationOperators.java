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
  }

  private static Term quantise(Use use) {
    Term x = use.in(0);
    ElementType type = use.optional(2).map(Term::type).orElse(ElementType.UINT8);
    Term zero = use.optional(2).orElseGet(() -> Term.Known.scalar(type, 0));
    Formula steps = ElementwiseOperators.rounded(divide(X, operand(1)));
    return use.nodes()
        .pointwise(
            type,
            bounded(add(steps, operand(2)), type),
            x,
            alongAxis(use, use.in(1), x),
            alongAxis(use, zero, x));
  }

  private static Formula bounded(Formula x, ElementType type) {
    double low = type.isSigned() ? -Math.pow(2, type.bytes() * 8 - 1) : 0;
    double high = low + Math.pow(2, type.bytes() * 8) - 1;
    return maximum(minimum(x, constant(high)), constant(low));
  }

  private static Term dequantise(Use use) {
    Term x = use.in(0);
    Term scale = use.in(1);
    Term zero = use.optional(2).orElseGet(() -> Term.Known.scalar(x.type(), 0));
    Formula value = multiply(subtract(X, operand(2)), operand(1));
    return use.nodes()
        .pointwise(scale.type(), value, x, alongAxis(use, scale, x), alongAxis(use, zero, x));
  }

  /** One figure for all, or one for each index of an axis. */
  private static Term alongAxis(Use use, Term figures, Term x) {
    if (figures.size() == 1) {
      return use.nodes().reshape(figures, Shape.of());
    }
    if (figures.rank() > 1) {
      throw new TranslationException("scales of blocks, " + figures.shape());
    }
    List<Integer> extents = new ArrayList<>(Collections.nCopies(x.rank(), 1));
    extents.set(x.axis(use.integer("axis", 1)), figures.size());
    return use.nodes().reshape(figures, new Shape(extents));
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
    Formula rounded = ElementwiseOperators.rounded(divide(X, operand(1)));
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
