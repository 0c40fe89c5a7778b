package dev.lathe.processor.testing;

import dev.lathe.runtime.train.Optimizer;
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
    Optimizer.Updater updater = OptimizerFigures.optimizer(test.attributes()).start(p.length);
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
}
