package dev.lathe.runtime.train;

/**
 * Adadelta (Zeiler, 2012) as PyTorch defines it: with the gradient g, the weight decay w and the
 * learning rate r (customarily 1),
 *
 * <pre>
 *   g = g + w p
 *   v = rho v + (1 - rho) g g           v and u begin as 0
 *   d = g sqrt(u + epsilon) / sqrt(v + epsilon)
 *   u = rho u + (1 - rho) d d
 *   p = p - r d
 * </pre>
 *
 * @param rho how slowly the means of the squares move, from 0 to less than 1
 * @param epsilon sets the first steps going, greater than 0
 * @param weightDecay the factor of the parameter in its own gradient, at least 0
 */
public record Adadelta(float rho, float epsilon, float weightDecay) implements Optimizer {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Adadelta {
    Ranges.belowOne("rho", rho);
    Ranges.positive("epsilon", epsilon);
    Ranges.notNegative("weight decay", weightDecay);
  }

  /** The customary numbers: rho 0.9, epsilon 1e-6, no weight decay. */
  public Adadelta() {
    this(0.9f, 1e-6f, 0);
  }

  /** The same with this weight decay. */
  public Adadelta weightDecay(float decay) {
    return new Adadelta(rho, epsilon, decay);
  }

  @Override
  public Updater start(int parameters) {
    float[] gradientSquare = new float[parameters];
    float[] changeSquare = new float[parameters];
    return (step, learningRate, p, g, from, to) -> {
      for (int i = from; i < to; i++) {
        float gradient = g[i] + weightDecay * p[i];
        float v = rho * gradientSquare[i] + (1 - rho) * gradient * gradient;
        float change =
            gradient * (float) (Math.sqrt(changeSquare[i] + epsilon) / Math.sqrt(v + epsilon));
        gradientSquare[i] = v;
        changeSquare[i] = rho * changeSquare[i] + (1 - rho) * change * change;
        p[i] -= learningRate * change;
      }
    };
  }
}
