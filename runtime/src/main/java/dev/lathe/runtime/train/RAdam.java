package dev.lathe.runtime.train;

/**
 * Rectified Adam (Liu et al., 2020) as PyTorch defines it: {@link Adam}'s step times a factor that
 * grows from near 0 to 1 as the mean of the squares becomes trustworthy; before it can be trusted
 * at all, gradient descent with momentum, {@code p = p - r m / (1 - beta1^t)}.
 *
 * @param beta1 how slowly the mean of the gradients moves, from 0 to less than 1
 * @param beta2 how slowly the mean of their squares moves, from 0 to less than 1
 * @param epsilon keeps the quotient finite, greater than 0; unlike Adam's it is added to sqrt(v)
 *     before its correction
 * @param weightDecay the factor of the parameter in its own gradient, at least 0
 */
public record RAdam(float beta1, float beta2, float epsilon, float weightDecay)
    implements Optimizer {

  /** Below it the variance of the step has no bound. */
  private static final double TRUSTED_LENGTH = 5;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public RAdam {
    Moments.check(beta1, beta2, epsilon, weightDecay);
  }

  /** The customary numbers: betas 0.9 and 0.999, epsilon 1e-8, no weight decay. */
  public RAdam() {
    this(0.9f, 0.999f, 1e-8f, 0);
  }

  /** The same with this weight decay. */
  public RAdam weightDecay(float decay) {
    return new RAdam(beta1, beta2, epsilon, decay);
  }

  @Override
  public Updater start(int parameters) {
    Moments moments = new Moments(beta1, beta2, parameters);
    return (step, learningRate, p, g, from, to) -> {
      double rate = learningRate / Moments.bias(beta1, step);
      double rectification = rectification(step);
      float plain = rectification == 0 ? (float) rate : 0;
      float adaptive = (float) (rate * rectification * Math.sqrt(Moments.bias(beta2, step)));
      for (int i = from; i < to; i++) {
        float gradient = g[i] + weightDecay * p[i];
        float m = moments.mean(i, gradient);
        float v = moments.square(i, gradient);
        p[i] -= m * (plain + adaptive / ((float) Math.sqrt(v) + epsilon));
      }
    };
  }

  /** The paper's r_t; 0 while the running mean of the squares is too short to be trusted. */
  private double rectification(long step) {
    double longest = 2 / (1 - (double) beta2) - 1;
    double length = longest - 2 * step * Math.pow(beta2, (double) step) / Moments.bias(beta2, step);
    if (length <= TRUSTED_LENGTH) {
      return 0;
    }
    return Math.sqrt(
        (length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
  }
}
