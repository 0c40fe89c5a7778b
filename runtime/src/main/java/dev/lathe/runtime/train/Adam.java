package dev.lathe.runtime.train;

/**
 * Adam (Kingma and Ba, 2015) as PyTorch defines it: with the gradient g, the weight decay w, the
 * learning rate r, and the step's number t from 1,
 *
 * <pre>
 *   g = g + w p
 *   m = beta1 m + (1 - beta1) g         m and v begin as 0
 *   v = beta2 v + (1 - beta2) g g
 *   p = p - r (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
 * </pre>
 *
 * @param beta1 how slowly the mean of the gradients moves, from 0 to less than 1
 * @param beta2 how slowly the mean of their squares moves, from 0 to less than 1
 * @param epsilon keeps the quotient finite, greater than 0
 * @param weightDecay the factor of the parameter in its own gradient, at least 0
 */
public record Adam(float beta1, float beta2, float epsilon, float weightDecay)
    implements Optimizer {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Adam {
    if (!(beta1 >= 0 && beta1 < 1) || !(beta2 >= 0 && beta2 < 1)) {
      throw new IllegalArgumentException(
          "The betas are in 0 <= beta < 1, not " + beta1 + " and " + beta2);
    }
    if (!(epsilon > 0 && epsilon < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("The epsilon is greater than 0, not " + epsilon);
    }
    if (!(weightDecay >= 0 && weightDecay < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("The weight decay is at least 0, not " + weightDecay);
    }
  }

  /** Adam with its customary numbers: betas 0.9 and 0.999, epsilon 1e-8, no weight decay. */
  public Adam() {
    this(0.9f, 0.999f, 1e-8f, 0);
  }

  /** The same with this weight decay. */
  public Adam weightDecay(float decay) {
    return new Adam(beta1, beta2, epsilon, decay);
  }

  @Override
  public Updater start(int parameters) {
    float[] mean = new float[parameters];
    float[] square = new float[parameters];
    return (step, learningRate, p, g, from, to) -> {
      // In double: 1 - beta2^t is about 1e-3 at first, where a float has lost four digits.
      float rate = (float) (learningRate / (1 - Math.pow(beta1, (double) step)));
      float correction = (float) (1 / Math.sqrt(1 - Math.pow(beta2, (double) step)));
      for (int i = from; i < to; i++) {
        float gradient = g[i] + weightDecay * p[i];
        float m = beta1 * mean[i] + (1 - beta1) * gradient;
        float v = beta2 * square[i] + (1 - beta2) * gradient * gradient;
        mean[i] = m;
        square[i] = v;
        p[i] -= rate * m / ((float) Math.sqrt(v) * correction + epsilon);
      }
    };
  }
}
