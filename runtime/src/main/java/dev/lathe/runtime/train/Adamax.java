package dev.lathe.runtime.train;

/**
 * Adam with the largest gradient in place of the mean square (Kingma and Ba, 2015) as PyTorch
 * defines it: with the gradient g, the weight decay w, the learning rate r, and the step's number t
 * from 1,
 *
 * <pre>
 *   g = g + w p
 *   m = beta1 m + (1 - beta1) g         m and u begin as 0
 *   u = max(beta2 u, |g| + epsilon)
 *   p = p - r (m / (1 - beta1^t)) / u
 * </pre>
 *
 * @param beta1 how slowly the mean of the gradients moves, from 0 to less than 1
 * @param beta2 how slowly the largest gradient is forgotten, from 0 to less than 1
 * @param epsilon keeps the quotient finite, greater than 0
 * @param weightDecay the factor of the parameter in its own gradient, at least 0
 */
public record Adamax(float beta1, float beta2, float epsilon, float weightDecay)
    implements Optimizer {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Adamax {
    Moments.check(beta1, beta2, epsilon, weightDecay);
  }

  /** The customary numbers: betas 0.9 and 0.999, epsilon 1e-8, no weight decay. */
  public Adamax() {
    this(0.9f, 0.999f, 1e-8f, 0);
  }

  /** The same with this weight decay. */
  public Adamax weightDecay(float decay) {
    return new Adamax(beta1, beta2, epsilon, decay);
  }

  @Override
  public Updater start(int parameters) {
    float[] mean = new float[parameters];
    float[] largest = new float[parameters];
    return (step, learningRate, p, g, from, to) -> {
      float rate = (float) (learningRate / Moments.bias(beta1, step));
      for (int i = from; i < to; i++) {
        float gradient = g[i] + weightDecay * p[i];
        float m = beta1 * mean[i] + (1 - beta1) * gradient;
        float u = Math.max(beta2 * largest[i], Math.abs(gradient) + epsilon);
        mean[i] = m;
        largest[i] = u;
        p[i] -= rate * m / u;
      }
    };
  }
}
