package dev.lathe.processor.translation;

import static dev.lathe.processor.formula.Formulas.ONE;
import static dev.lathe.processor.formula.Formulas.ZERO;
import static dev.lathe.processor.formula.Formulas.add;
import static dev.lathe.processor.formula.Formulas.constant;
import static dev.lathe.processor.formula.Formulas.divide;
import static dev.lathe.processor.formula.Formulas.greater;
import static dev.lathe.processor.formula.Formulas.multiply;
import static dev.lathe.processor.formula.Formulas.operand;
import static dev.lathe.processor.formula.Formulas.power;
import static dev.lathe.processor.formula.Formulas.squareRoot;
import static dev.lathe.processor.formula.Formulas.subtract;

import dev.lathe.processor.formula.Formula;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The optimisers of {@code ai.onnx.preview.training}, as the arithmetic of one step. Their operands
 * are the learning rate, the number of the step, all parameters, all gradients, and each statistic
 * of all parameters.
 */
final class DescentOperators {
  private static final String DOMAIN = "ai.onnx.preview.training.";
  private static final Formula RATE = operand(0);
  private static final Formula STEP = operand(1);
  private static final Formula X = operand(2);
  private static final Formula GRADIENT = operand(3);
  private static final Formula FIRST = operand(4);
  private static final Formula SECOND = operand(5);

  private DescentOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put(DOMAIN + "Momentum", DescentOperators::momentum);
    operators.put(DOMAIN + "Adagrad", DescentOperators::adagrad);
    operators.put(DOMAIN + "Adam", DescentOperators::adam);
  }

  /** All parameters behind the step, then each of their statistics. */
  private static List<Term> step(Use use, int statistics, Formula... results) {
    int operands = 2 + statistics; // with the parameter and its gradient
    int count = (use.inputs().size() - 2) / operands;
    if (count < 1 || use.inputs().size() != 2 + count * operands) {
      throw new TranslationException(
          "%d parameters, gradients and statistics".formatted(use.inputs().size() - 2));
    }
    List<Term> terms = new ArrayList<>();
    for (Formula result : results) {
      for (int k = 0; k < count; k++) {
        Term[] own = new Term[2 + operands];
        own[0] = use.in(0);
        own[1] = use.in(1);
        for (int operand = 0; operand < operands; operand++) {
          own[2 + operand] = use.in(2 + operand * count + k);
        }
        Term step = use.nodes().pointwise(own[2].type(), result, own);
        // Rate and number may be vectors of one element.
        terms.add(use.nodes().reshape(step, own[2].shape()));
      }
    }
    return terms;
  }

  /** The gradient with that of half the squared norm. */
  private static Formula regularised(Use use) {
    return add(GRADIENT, multiply(constant(use.decimal("norm_coefficient", 0)), X));
  }

  private static List<Term> momentum(Use use) {
    Formula gradient = regularised(use);
    Formula alpha = constant(use.decimal("alpha", 0));
    Formula share = greater(STEP, ZERO, constant(use.decimal("beta", 0)), ONE);
    Formula velocity = add(multiply(alpha, FIRST), multiply(share, gradient));
    boolean ahead = use.text("mode", "standard").equals("nesterov");
    Formula direction = ahead ? add(gradient, multiply(alpha, velocity)) : velocity;
    return step(use, 1, subtract(X, multiply(RATE, direction)), velocity);
  }

  private static List<Term> adagrad(Use use) {
    Formula gradient = regularised(use);
    Formula decay = constant(use.decimal("decay_factor", 0));
    Formula rate = divide(RATE, add(ONE, multiply(STEP, decay)));
    Formula squares = add(FIRST, multiply(gradient, gradient));
    Formula root = add(squareRoot(squares), constant(use.decimal("epsilon", 1e-6)));
    return step(use, 1, subtract(X, divide(multiply(rate, gradient), root)), squares);
  }

  private static List<Term> adam(Use use) {
    Formula gradient = regularised(use);
    double alpha = use.decimal("alpha", 0.9);
    double beta = use.decimal("beta", 0.999);
    Formula mean = mixed(alpha, FIRST, gradient);
    Formula squares = mixed(beta, SECOND, multiply(gradient, gradient));
    Formula root = add(squareRoot(squares), constant(use.decimal("epsilon", 1e-6)));
    Formula corrected =
        divide(
            multiply(RATE, squareRoot(subtract(ONE, power(constant(beta), STEP)))),
            subtract(ONE, power(constant(alpha), STEP)));
    Formula rate = greater(STEP, ZERO, corrected, RATE);
    Formula moved = subtract(X, divide(multiply(rate, mean), root));
    Formula kept = constant(1 - use.decimal("norm_coefficient_post", 0));
    return step(use, 2, multiply(kept, moved), mean, squares);
  }

  private static Formula mixed(double share, Formula before, Formula now) {
    return add(multiply(constant(share), before), multiply(constant(1 - share), now));
  }
}
