package dev.lathe.runtime.train;

/**
 * Adam with Nesterov's momentum (Dozat, 2016) as PyTorch 1.13 computes it: with the gradient g, the
 * weight decay w, the learning rate r, and the step's number t from 1,
 *
 * <pre>
 *   g = g + w p
 *   u(t) = beta1 (1 - 0.96^(t momentumDecay) / 2),  U(t) = u(1) u(2) ... u(t)
 *   m = beta1 m + (1 - beta1) g         m and v begin as 0
 *   v = beta2 v + (1 - beta2) g g
 *   d = u(t+1) m / (1 - U(t) u(t) u(t+1)) + (1 - u(t)) g / (1 - U(t))
 *   p = p - r d / (sqrt(v / (1 - beta2^t)) + epsilon)
 * </pre>
 *
 * <p>The paper has {@code U(t+1) = U(t) u(t+1)} in the first divisor; the difference fades with t.
 *
 * @param beta1 how slowly the mean of the gradients moves, from 0 to less than 1
 * @param beta2 how slowly the mean of their squares moves, from 0 to less than 1
 * @param epsilon keeps the quotient finite, greater than 0
 * @param weightDecay the factor of the parameter in its own gradient, at least 0
 * @param momentumDecay how fast the momentum u(t) comes to beta1, at least 0
 */
public record NAdam(float beta1, float beta2, float epsilon, float weightDecay, float momentumDecay)
    implements Optimizer {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public NAdam {
    Moments.check(beta1, beta2, epsilon, weightDecay);
    Ranges.notNegative("momentum decay", momentumDecay);
  }

  /** The customary numbers: betas 0.9 and 0.999, epsilon 1e-8, momentum decay 0.004. */
  public NAdam() {
    this(0.9f, 0.999f, 1e-8f, 0, 4e-3f);
  }

  /** The same with this weight decay. */
  public NAdam weightDecay(float decay) {
    return new NAdam(beta1, beta2, epsilon, decay, momentumDecay);
  }

  @Override
  public Updater start(int parameters) {
    return new State(parameters);
  }

  /** One training's memory. */
  private final class State implements Updater {

    private final Moments moments;
    private long reached;
    private double product = 1;

    private State(int parameters) {
      this.moments = new Moments(beta1, beta2, parameters);
    }

    @Override
    public void update(long step, float learningRate, float[] p, float[] g, int from, int to) {
      double past = momenta(step);
      double now = momentum(step);
      double ahead = momentum(step + 1);
      float meanRate = (float) (learningRate * ahead / (1 - past * now * ahead));
      float gradientRate = (float) (learningRate * (1 - now) / (1 - past));
      float correction = (float) (1 / Math.sqrt(Moments.bias(beta2, step)));
      for (int i = from; i < to; i++) {
        float gradient = g[i] + weightDecay * p[i];
        float m = moments.mean(i, gradient);
        float v = moments.square(i, gradient);
        p[i] -=
            (meanRate * m + gradientRate * gradient)
                / ((float) Math.sqrt(v) * correction + epsilon);
      }
    }

    /** U(t). It is the same for all ranges of a step, whichever thread comes first. */
    private synchronized double momenta(long step) {
      if (step < reached) {
        reached = 0;
        product = 1;
      }
      while (reached < step) {
        reached++;
        product *= momentum(reached);
      }
      return product;
    }

    private double momentum(long step) {
      return beta1 * (1 - 0.5 * Math.pow(0.96, step * (double) momentumDecay));
    }
  }
}
