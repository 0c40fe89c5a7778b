package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.divide;
import static dev.lathe.processor.formula.Formulas.floor;
import static dev.lathe.processor.formula.Formulas.greater;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.operand;
import static dev.lathe.processor.formula.Formulas.subtract;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.onnx.ElementType;
import java.util.Arrays;

/**
 * Integers that go beyond their type, which lose their highest bits, as in C and numpy. Values are
 * floats: those of 8 and 16 bits are exact. Sums of 32 bits wrap, rounded to floats; products of as
 * many would have lost what is left of them, and 64 bits are not reached. Known values are doubles,
 * and refused where these end to be exact.
 */
final class Wrapping {
  private static final Formula X = operand(0);

  /** The largest integer up to which there are all among doubles. */
  private static final double LARGEST = 0x1p53;

  private Wrapping() {}

  /** A formula of operands of one type, whose result is of it. */
  static Term of(Use use, Formula formula, Term... operands) {
    return of(use, formula, false, operands);
  }

  /** The same of a sum, which is beyond the type by its range at most. */
  static Term sum(Use use, Formula formula, Term... operands) {
    return of(use, formula, true, operands);
  }

  private static Term of(Use use, Formula formula, boolean sum, Term... operands) {
    ElementType type = operands[0].type();
    Nodes nodes = use.nodes();
    boolean wraps = type.bits() < Integer.SIZE || (sum && type.bits() == Integer.SIZE);
    boolean known = Arrays.stream(operands).allMatch(Term.Known.class::isInstance);
    if (!type.isInteger() || !(wraps || known)) {
      return nodes.pointwise(type, formula, operands);
    }
    Term exact = nodes.pointwise(ElementType.DOUBLE, formula, operands);
    if (exact instanceof Term.Known result) {
      checkExact(result, operands);
      // Known values are cast by their bits.
      return nodes.pointwise(type, X, result);
    }
    return nodes.pointwise(
        type, type.bits() == Integer.SIZE ? onceAround(type) : formula(type), exact);
  }

  private static void checkExact(Term.Known result, Term... operands) {
    for (int k = 0; k < result.size(); k++) {
      InvalidException.unless(
          Math.abs(result.element(k)) <= LARGEST,
          "the result %.0f of %s, which is beyond 2^53, where integers end to be exact",
          result.element(k),
          Arrays.stream(operands).map(term -> term.type() + " " + term.shape()).toList());
    }
  }

  /** The low bits of an integer, of which the highest may be the sign. */
  static Formula formula(ElementType type) {
    double range = Math.pow(2, type.bits());
    Formula low = constant(type.isSigned() ? -range / 2 : 0);
    Formula turns = floor(divide(subtract(X, low), constant(range)));
    return subtract(X, multiply(turns, constant(range)));
  }

  /** The same of sums, which are beyond the type once at most, by comparisons, which are exact. */
  private static Formula onceAround(ElementType type) {
    double range = Math.pow(2, type.bits());
    double low = type.isSigned() ? -range / 2 : 0;
    Formula below = greater(constant(low), X, add(X, constant(range)), X);
    return greater(constant(low + range), X, below, subtract(X, constant(range)));
  }
}
