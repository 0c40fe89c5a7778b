package dev.lathe.processor.testing;

import dev.lathe.runtime.train.Adadelta;
import dev.lathe.runtime.train.Adagrad;
import dev.lathe.runtime.train.Adam;
import dev.lathe.runtime.train.AdamW;
import dev.lathe.runtime.train.Adamax;
import dev.lathe.runtime.train.NAdam;
import dev.lathe.runtime.train.Optimizer;
import dev.lathe.runtime.train.RAdam;
import dev.lathe.runtime.train.RmsProp;
import dev.lathe.runtime.train.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A gradient case of an optimizer: what given gradients make of parameters, step by step. */
public final class OptimizerCheck {
  private static final Set<String> KINDS =
      Set.of("sgd", "adam", "adamw", "nadam", "radam", "adamax", "rmsprop", "adagrad", "adadelta");

  private OptimizerCheck() {}

  /** Whether the case is about an optimizer. */
  public static boolean isOptimizer(GradientCase test) {
    return test.op().equals("optimizer");
  }

  /** The optimizer that is not built. */
  public static Optional<String> missing(GradientCase test) {
    return KINDS.contains(test.text("kind"))
        ? Optional.empty()
        : Optional.of("optimizer " + test.text("kind"));
  }

  /** What differs from the file. */
  public static List<String> mismatches(GradientCase test) {
    float[] p = test.tensor("in.p").toFloats().values();
    float[] gradients = test.tensor("in.g").toFloats().values();
    int steps = gradients.length / p.length;
    Slices perStep = new Slices(gradients, steps);
    float[] after = new float[gradients.length];
    Optimizer.Updater updater = optimizer(test).start(p.length);
    int middle = p.length / 2;
    for (int step = 0; step < steps; step++) {
      float rate = (float) test.number("lr", Double.NaN);
      updater.update(step + 1, rate, p, perStep.get(step), 0, middle);
      updater.update(step + 1, rate, p, perStep.get(step), middle, p.length);
      perStep.put(after, step, p);
    }
    List<String> mismatches = new ArrayList<>();
    test.mismatch("out.p", Floats.toDoubles(after, 1)).ifPresent(mismatches::add);
    return mismatches;
  }

  private static Optimizer optimizer(GradientCase test) {
    float decay = (float) test.number("weight_decay", 0);
    float epsilon = (float) test.number("eps", 1e-8);
    float momentum = (float) test.number("momentum", 0);
    double[] betas = test.numbers("betas", 0.9, 0.999);
    float beta1 = (float) betas[0];
    float beta2 = (float) betas[1];
    return switch (test.text("kind")) {
      case "sgd" ->
          new Sgd(momentum, decay, test.flag("nesterov"), (float) test.number("dampening", 0));
      case "adam" -> new Adam(beta1, beta2, epsilon, decay, test.flag("amsgrad"));
      case "adamw" -> {
        float direct = (float) test.number("weight_decay", 0.01);
        yield new AdamW(beta1, beta2, epsilon, direct, test.flag("amsgrad"));
      }
      case "nadam" -> {
        float momentumDecay = (float) test.number("momentum_decay", 4e-3);
        yield new NAdam(beta1, beta2, epsilon, decay, momentumDecay);
      }
      case "radam" -> new RAdam(beta1, beta2, epsilon, decay);
      case "adamax" -> new Adamax(beta1, beta2, epsilon, decay);
      case "rmsprop" -> {
        float alpha = (float) test.number("alpha", 0.99);
        yield new RmsProp(alpha, epsilon, decay, momentum, test.flag("centered"));
      }
      case "adagrad" ->
          new Adagrad(
              (float) test.number("lr_decay", 0),
              decay,
              (float) test.number("initial_accumulator_value", 0),
              (float) test.number("eps", 1e-10));
      case "adadelta" ->
          new Adadelta((float) test.number("rho", 0.9), (float) test.number("eps", 1e-6), decay);
      default -> throw new IllegalArgumentException(test.toString());
    };
  }
}
