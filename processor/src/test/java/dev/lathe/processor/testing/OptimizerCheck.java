package dev.lathe.processor.testing;

import dev.lathe.runtime.train.Adam;
import dev.lathe.runtime.train.Optimizer;
import dev.lathe.runtime.train.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A gradient case of an optimizer: what given gradients make of parameters, step by step. */
public final class OptimizerCheck {
  private OptimizerCheck() {}

  /** Whether the case is about an optimizer. */
  public static boolean isOptimizer(GradientCase test) {
    return test.op().equals("optimizer");
  }

  /** The optimizer, or the variant of one, that is not built. */
  public static Optional<String> missing(GradientCase test) {
    String kind = "optimizer " + test.text("kind");
    return switch (test.text("kind")) {
      case "sgd" ->
          test.number("dampening", 0) == 0
              ? Optional.empty()
              : Optional.of(kind + " with " + test.show("dampening"));
      case "adam" -> test.flag("amsgrad") ? Optional.of(kind + " with amsgrad") : Optional.empty();
      default -> Optional.of(kind);
    };
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
    if (test.text("kind").equals("sgd")) {
      return new Sgd((float) test.number("momentum", 0), decay, test.flag("nesterov"));
    }
    double[] betas = test.numbers("betas", 0.9, 0.999);
    return new Adam((float) betas[0], (float) betas[1], (float) test.number("eps", 1e-8), decay);
  }
}
