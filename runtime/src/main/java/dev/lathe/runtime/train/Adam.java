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
 * @param amsgrad whether the largest v so far divides in v's place (Reddi et al., 2018)
 */
public record Adam(float beta1, float beta2, float epsilon, float weightDecay, boolean amsgrad)
    implements Optimizer {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Adam {
    Moments.check(beta1, beta2, epsilon, weightDecay);
  }

  /** Adam without AMSGrad. */
  public Adam(float beta1, float beta2, float epsilon, float weightDecay) {
    this(beta1, beta2, epsilon, weightDecay, false);
  }

  /** Adam with its customary numbers: betas 0.9 and 0.999, epsilon 1e-8, no weight decay. */
  public Adam() {
    this(0.9f, 0.999f, 1e-8f, 0);
  }

  /** The same with these betas. */
  public Adam betas(float mean, float square) {
    return new Adam(mean, square, epsilon, weightDecay, amsgrad);
  }

  /** The same with this weight decay. */
  public Adam weightDecay(float decay) {
    return new Adam(beta1, beta2, epsilon, decay, amsgrad);
  }

  @Override
  public Updater start(int parameters) {
    return new AdamUpdater(beta1, beta2, epsilon, weightDecay, 0, amsgrad, parameters);
  }
}
