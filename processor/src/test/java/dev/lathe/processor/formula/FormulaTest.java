package dev.lathe.processor.formula;

import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.greater;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.negate;
import static dev.lathe.processor.formula.Formulas.operand;
import static dev.lathe.processor.formula.Formulas.power;
import static dev.lathe.processor.formula.Formulas.subtract;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lathe.processor.network.Functions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Formulas are written in a simple form, and their derivatives are the slopes of their values. */
class FormulaTest {
  private static final Formula X = operand(0);
  private static final Formula Y = operand(1);

  @Test
  void constantsAreFoldedAndStandOnTheRight() {
    assertThat(multiply(constant(2), multiply(X, constant(3)))).hasToString("($0 * 6.0)");
    assertThat(add(constant(-2), X)).hasToString("($0 - 2.0)");
    assertThat(add(X, negate(Y))).hasToString("($0 - $1)");
    assertThat(negate(subtract(X, Y))).hasToString("($1 - $0)");
    assertThat(multiply(X, constant(0))).isEqualTo(Formulas.ZERO);
    assertThat(power(X, constant(-0.5))).hasToString("(1.0 / sqrt($0))");
  }

  @Test
  void aDerivativeMovesIntoASelection() {
    Formula slope = Derivative.of(Functions.leakyRelu(0.1), 0);
    assertThat(multiply(Y, slope)).hasToString("($0 > 0.0 ? $1 : ($1 * 0.1))");
  }

  @Test
  void derivativesAreSlopes() {
    List<Formula> formulas =
        List.of(
            Functions.scaledTanh(1.7159, 2.0 / 3),
            Functions.leakyRelu(0.1),
            Functions.elu(0.7),
            Functions.selu(),
            Functions.gelu(),
            Functions.approximateGelu(),
            Functions.silu(),
            Functions.mish(),
            Functions.softplus(2, 5),
            Functions.softsign(),
            Functions.softShrink(0.5),
            Functions.hardShrink(1.5),
            Functions.hardTanh(-1, 2),
            Functions.hardSigmoid(),
            Functions.hardSwish(),
            Functions.logSigmoid(),
            Functions.abs(),
            power(add(multiply(X, X), constant(1)), constant(-0.75)));
    for (Formula formula : formulas) {
      Formula derivative = Derivative.of(formula, 0);
      for (double x : new double[] {-4.1, -2.3, -0.4, 0.3, 1.1, 2.7, 4.3}) {
        double slope = (Evaluation.of(formula, x + 1e-6) - Evaluation.of(formula, x - 1e-6)) / 2e-6;
        assertThat(Evaluation.of(derivative, x))
            .as("%s at %s", formula, x)
            .isCloseTo(slope, within(1e-7));
      }
    }
  }

  @Test
  void kinksHaveTheDerivativesOfPyTorch() {
    assertThat(slope(Functions.leakyRelu(0.1), 0)).isEqualTo(0.1);
    assertThat(slope(Functions.elu(0.7), 0)).isEqualTo(0.7);
    assertThat(slope(Functions.abs(), 0)).isZero();
    assertThat(slope(Functions.softShrink(0.5), 0.5)).isZero();
    assertThat(slope(Functions.softShrink(0.5), -0.5)).isZero();
    assertThat(slope(Functions.hardShrink(0.5), 0.5)).isZero();
    assertThat(slope(Functions.hardTanh(-1, 1), -1)).isZero();
    assertThat(slope(Functions.hardTanh(-1, 1), 1)).isZero();
    assertThat(slope(Functions.hardSigmoid(), 3)).isZero();
    assertThat(slope(Functions.hardSwish(), 3)).isCloseTo(1.5, within(1e-15));
    assertThat(slope(Functions.hardSwish(), -3)).isCloseTo(-0.5, within(1e-15));
    assertThat(slope(greater(X, constant(1), X, constant(0)), 1)).isZero();
  }

  private static double slope(Formula formula, double x) {
    return Evaluation.of(Derivative.of(formula, 0), x);
  }

  /** Abramowitz and Stegun, table 7.1. */
  @Test
  void theErrorFunctionHasItsValues() {
    assertThat(ErrorFunction.of(0.5)).isCloseTo(0.5204998778, within(1e-10));
    assertThat(ErrorFunction.of(-1)).isCloseTo(-0.8427007929, within(1e-10));
    assertThat(ErrorFunction.of(2)).isCloseTo(0.9953222650, within(1e-10));
    assertThat(ErrorFunction.of(3)).isCloseTo(0.9999779095030014, within(1e-14));
    assertThat(ErrorFunction.of(7)).isOne();
  }
}
