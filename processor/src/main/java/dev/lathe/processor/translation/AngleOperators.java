package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.ONE;
import static dev.lathe.processor.formula.Formulas.absolute;
import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.divide;
import static dev.lathe.processor.formula.Formulas.exp;
import static dev.lathe.processor.formula.Formulas.floor;
import static dev.lathe.processor.formula.Formulas.greater;
import static dev.lathe.processor.formula.Formulas.log1p;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.negate;
import static dev.lathe.processor.formula.Formulas.operand;
import static dev.lathe.processor.formula.Formulas.sign;
import static dev.lathe.processor.formula.Formulas.squareRoot;
import static dev.lathe.processor.formula.Formulas.subtract;

import dev.lathe.processor.formula.Formula;
import java.util.Map;

/**
 * Functions of angles and their hyperbolic relatives, as sums of powers: no network of the usual
 * kinds calls them often enough to deserve a function of their own in generated code.
 *
 * <p>The error is less than 1e-6 for angles up to some thousands; beyond, floats do not tell angles
 * apart well enough.
 */
final class AngleOperators {
  private static final Formula X = operand(0);

  private AngleOperators() {}

  static void register(Map<String, Operator> operators) {
    unary(operators, "Sin", sine(X));
    unary(operators, "Cos", sine(add(X, constant(Math.PI / 2))));
    unary(operators, "Tan", divide(sine(X), sine(add(X, constant(Math.PI / 2)))));
    unary(operators, "Asin", arcSine());
    unary(operators, "Acos", subtract(constant(Math.PI / 2), arcSine()));
    unary(operators, "Atan", arcTangent(X));
    unary(operators, "Sinh", greater(constant(0.5), absolute(X), smallSinh(), largeSinh()));
    unary(operators, "Cosh", multiply(add(exp(X), exp(negate(X))), constant(0.5)));
    unary(operators, "Asinh", areaSine());
    unary(operators, "Acosh", areaCosine());
    unary(operators, "Atanh", areaTangent());
  }

  private static void unary(Map<String, Operator> operators, String name, Formula formula) {
    operators.put(
        name, Operator.single(use -> use.nodes().pointwise(use.in(0).type(), formula, use.in(0))));
  }

  /** {@code z + z^3 c1 + z^5 c2 + ...}. */
  private static Formula odd(Formula z, double... coefficients) {
    Formula square = multiply(z, z);
    Formula sum = constant(coefficients[coefficients.length - 1]);
    for (int k = coefficients.length - 2; k >= 0; k--) {
      sum = add(multiply(sum, square), constant(coefficients[k]));
    }
    return multiply(z, sum);
  }

  /** Taylor's series, around the nearest multiple of pi: every other one turns the sign. */
  private static Formula sine(Formula x) {
    Formula turns = floor(add(multiply(x, constant(1 / Math.PI)), constant(0.5)));
    // Pi in two parts, the first of which is exact in floats when multiplied by a few thousand.
    double coarse = 3.140625;
    Formula near = subtract(x, multiply(turns, constant(coarse)));
    Formula rest = subtract(near, multiply(turns, constant(Math.PI - coarse)));
    Formula half = multiply(turns, constant(0.5));
    Formula odd = multiply(subtract(half, floor(half)), constant(4));
    Formula series =
        odd(rest, 1, -1.0 / 6, 1.0 / 120, -1.0 / 5_040, 1.0 / 362_880, -1.0 / 39_916_800);
    return multiply(series, subtract(ONE, odd));
  }

  /** Of what exceeds 1, by its reciprocal; the series of Euler's, halved once, within. */
  private static Formula arcTangent(Formula x) {
    Formula size = absolute(x);
    Formula inverse = divide(ONE, size);
    Formula far = subtract(constant(Math.PI / 2), halved(inverse));
    return multiply(sign(x), greater(size, ONE, far, halved(size)));
  }

  /** {@code atan z = 2 atan(z / (1 + sqrt(1 + z^2)))}, for z from 0 to 1. */
  private static Formula halved(Formula z) {
    Formula small = divide(z, add(ONE, squareRoot(add(ONE, multiply(z, z)))));
    Formula series =
        odd(small, 1, -1.0 / 3, 1.0 / 5, -1.0 / 7, 1.0 / 9, -1.0 / 11, 1.0 / 13, -1.0 / 15);
    return multiply(series, constant(2));
  }

  private static Formula arcSine() {
    Formula root = squareRoot(multiply(subtract(ONE, X), add(ONE, X)));
    return arcTangent(divide(X, root));
  }

  private static Formula smallSinh() {
    return odd(X, 1, 1.0 / 6, 1.0 / 120, 1.0 / 5_040);
  }

  private static Formula largeSinh() {
    return multiply(subtract(exp(X), exp(negate(X))), constant(0.5));
  }

  /** {@code sign x log(|x| + sqrt(x^2 + 1))}, without a difference of near figures. */
  private static Formula areaSine() {
    Formula size = absolute(X);
    Formula square = multiply(X, X);
    Formula more = divide(square, add(ONE, squareRoot(add(ONE, square))));
    return multiply(sign(X), log1p(add(size, more)));
  }

  private static Formula areaCosine() {
    Formula above = subtract(X, ONE);
    return log1p(add(above, squareRoot(multiply(above, add(X, ONE)))));
  }

  private static Formula areaTangent() {
    Formula ratio = divide(multiply(X, constant(2)), subtract(ONE, X));
    return multiply(log1p(ratio), constant(0.5));
  }
}
