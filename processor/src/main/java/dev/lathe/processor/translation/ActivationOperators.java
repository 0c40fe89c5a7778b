package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.ONE;
import static dev.lathe.processor.formula.Formulas.ZERO;
import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.divide;
import static dev.lathe.processor.formula.Formulas.exp;
import static dev.lathe.processor.formula.Formulas.greater;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.operand;
import static dev.lathe.processor.formula.Formulas.subtract;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.graph.Activation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.network.Functions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Activations, by the network's own formulas where these are the same. */
final class ActivationOperators {
  private static final Formula X = operand(0);
  private static final double SELU_ALPHA = 1.67326319217681884765625;
  private static final double SELU_GAMMA = 1.05070102214813232421875;

  private ActivationOperators() {}

  static void register(Map<String, Operator> operators) {
    fused(operators, "Relu", Activation.RELU);
    fused(operators, "Tanh", Activation.TANH);
    fused(operators, "Sigmoid", Activation.SIGMOID);
    formula(operators, "LeakyRelu", use -> Functions.leakyRelu(use.decimal("alpha", 0.01)));
    formula(operators, "Elu", use -> Functions.elu(use.decimal("alpha", 1)));
    formula(operators, "Selu", ActivationOperators::selu);
    formula(operators, "Celu", use -> celu(use.decimal("alpha", 1)));
    formula(
        operators,
        "HardSigmoid",
        use -> hardSigmoid(use.decimal("alpha", 0.2), use.decimal("beta", 0.5)));
    formula(operators, "HardSwish", _ -> Functions.hardSwish());
    formula(operators, "Mish", _ -> Functions.mish());
    formula(operators, "Softplus", _ -> softplus());
    formula(operators, "Softsign", _ -> Functions.softsign());
    formula(
        operators,
        "ThresholdedRelu",
        use -> greater(X, constant(use.decimal("alpha", 1)), X, ZERO));
    formula(operators, "Shrink", ActivationOperators::shrink);
    formula(
        operators,
        "Gelu",
        use ->
            use.text("approximate", "none").equals("tanh")
                ? Functions.approximateGelu()
                : Functions.gelu());
    formula(operators, "Swish", use -> swish(use.decimal("alpha", 1)));
    operators.put("PRelu", Operator.single(ActivationOperators::parametricRelu));
  }

  private static void fused(Map<String, Operator> operators, String name, Activation activation) {
    operators.put(name, Operator.single(use -> use.nodes().activate(activation, use.in(0))));
  }

  private static void formula(
      Map<String, Operator> operators, String name, Function<Use, Formula> formula) {
    operators.put(
        name,
        Operator.single(
            use -> use.nodes().pointwise(use.in(0).type(), formula.apply(use), use.in(0))));
  }

  private static Formula selu(Use use) {
    double gamma = use.decimal("gamma", SELU_GAMMA);
    Formula negative =
        multiply(subtract(exp(X), ONE), constant(gamma * use.decimal("alpha", SELU_ALPHA)));
    return greater(X, ZERO, multiply(X, constant(gamma)), negative);
  }

  private static Formula celu(double alpha) {
    Formula curve = subtract(exp(multiply(X, constant(1 / alpha))), ONE);
    return greater(X, ZERO, X, multiply(curve, constant(alpha)));
  }

  static Formula hardSigmoid(double alpha, double beta) {
    Formula line = add(multiply(X, constant(alpha)), constant(beta));
    return Formulas.maximum(Formulas.minimum(line, ONE), ZERO);
  }

  /** {@code max(x, 0) + log(1 + e^-|x|)}, which does not overflow. */
  static Formula softplus() {
    return add(
        Formulas.maximum(X, ZERO), Formulas.log1p(exp(Formulas.negate(Formulas.absolute(X)))));
  }

  private static Formula shrink(Use use) {
    double bias = use.decimal("bias", 0);
    double lambda = use.decimal("lambd", 0.5);
    return greater(
        X,
        constant(lambda),
        subtract(X, constant(bias)),
        greater(constant(-lambda), X, add(X, constant(bias)), ZERO));
  }

  private static Formula swish(double alpha) {
    return divide(X, add(exp(multiply(X, constant(-alpha))), ONE));
  }

  /** A slope for every channel may come without the axes behind it, in old files. */
  private static Term parametricRelu(Use use) {
    Term x = use.in(0);
    Term slope = use.in(1);
    if (slope.rank() == 1
        && x.rank() > 2
        && slope.size() == x.extent(1)
        && slope.size() > 1
        && slope.size() != x.extent(x.rank() - 1)) {
      List<Integer> extents = new ArrayList<>(List.of(slope.size()));
      extents.addAll(Collections.nCopies(x.rank() - 2, 1));
      slope = use.nodes().reshape(slope, new Shape(extents));
    }
    use.nodes().checkStretches(slope, x);
    return use.nodes().pointwise(x.type(), Functions.parametricRelu(), x, slope);
  }
}
