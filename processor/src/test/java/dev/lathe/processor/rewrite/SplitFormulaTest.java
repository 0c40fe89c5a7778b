package dev.lathe.processor.rewrite;

import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.divide;
import static dev.lathe.processor.formula.Formulas.erf;
import static dev.lathe.processor.formula.Formulas.exp;
import static dev.lathe.processor.formula.Formulas.log1p;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.operand;
import static dev.lathe.processor.formula.Formulas.tanh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formula.Operator;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.testing.Chain;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which formulas become several, and that these compute the same. */
class SplitFormulaTest {
  private static final Formula X = operand(0);

  private static List<String> formulas(Formula formula) {
    Graph graph = Chain.of(4, 2).then("y", new Operation.Pointwise(formula)).build();
    Graph split = new SplitFormula().apply(graph);
    double[] input = {-2, -1, -0.5, 0, 0.25, 1, 2, 4};
    assertThat(scores(split, input)).containsExactly(scores(graph, input));
    return split.nodes().stream()
        .filter(node -> node.operation() instanceof Operation.Pointwise)
        .map(node -> node.name() + " = " + ((Operation.Pointwise) node.operation()).formula())
        .toList();
  }

  private static double[] scores(Graph graph, double[] input) {
    return GraphInterpreter.evaluate(graph, Map.of(), input).output(0);
  }

  private static Formula power(Formula base, double exponent) {
    return new Formula.Binary(Operator.POWER, base, constant(exponent));
  }

  @Test
  void twoFunctionsMayStandInOneKernel() {
    assertThat(formulas(log1p(exp(X)))).containsExactly("y = log1p(exp($0))");
  }

  @Test
  void theArgumentOfALateFunctionComesFirst() {
    Formula mish = multiply(X, tanh(log1p(exp(X))));
    assertThat(formulas(mish)).containsExactly("y.part = log1p(exp($0))", "y = ($0 * tanh($1))");
  }

  @Test
  void aLateFunctionThatNeedsNoOtherComesFirst() {
    Formula sum = add(erf(X), exp(multiply(X, X)));
    assertThat(formulas(sum)).containsExactly("y.part = exp(($0 * $0))", "y = (erf($0) + $1)");
  }

  @Test
  void whatIsNeededTwiceIsComputedOnce() {
    Formula function = exp(tanh(tanh(X)));
    assertThat(formulas(divide(function, add(function, constant(1)))))
        .containsExactly("y.part = tanh(tanh($0))", "y = (exp($0) / (exp($0) + 1.0))");
  }

  @Test
  void manyAreCutMoreThanOnce() {
    assertThat(formulas(tanh(tanh(tanh(tanh(tanh(X)))))))
        .containsExactly("y.part = tanh(tanh($0))", "y.part_2 = tanh(tanh($0))", "y = tanh($0)");
  }

  @Test
  void theSecondOfTwoPowersIsComputedByItself() {
    Formula base = add(multiply(X, X), constant(1));
    assertThat(formulas(divide(power(base, 0.3), power(base, 0.7))))
        .containsExactly(
            "y.part = pow((($0 * $0) + 1.0), 0.7)", "y = (pow((($0 * $0) + 1.0), 0.3) / $1)");
  }
}
