package dev.lathe.runtime.train;

/**
 * Adam whose weight decay does not go through the gradient's means (Loshchilov and Hutter, 2019),
 * as PyTorch defines it: {@code p = p (1 - r w)}, then a step of {@link Adam} without decay.
 *
 * @param beta1 how slowly the mean of the gradients moves, from 0 to less than 1
 * @param beta2 how slowly the mean of their squares moves, from 0 to less than 1
 * @param epsilon keeps the quotient finite, greater than 0
 * @param weightDecay what a parameter loses of itself for a learning rate of 1, at least 0
 * @param amsgrad whether the largest v so far divides in v's place (Reddi et al., 2018)
 */
public record AdamW(float beta1, float beta2, float epsilon, float weightDecay, boolean amsgrad)
    implements Optimizer {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public AdamW {
    Moments.check(beta1, beta2, epsilon, weightDecay);
  }

  /** The customary numbers: betas 0.9 and 0.999, epsilon 1e-8, weight decay 0.01. */
  public AdamW() {
    this(0.9f, 0.999f, 1e-8f, 0.01f, false);
  }

  /** The same with these betas. */
  public AdamW betas(float mean, float square) {
    return new AdamW(mean, square, epsilon, weightDecay, amsgrad);
  }

  /** The same with this weight decay. */
  public AdamW weightDecay(float decay) {
    return new AdamW(beta1, beta2, epsilon, decay, amsgrad);
  }

  @Override
  public Updater start(int parameters) {
    return new AdamUpdater(beta1, beta2, epsilon, 0, weightDecay, amsgrad, parameters);
  }
}
