package dev.lathe.runtime.train;

/**
 * Stochastic gradient descent as PyTorch defines it: with the gradient g, the weight decay w, the
 * momentum m, the dampening d and the learning rate r,
 *
 * <pre>
 *   g = g + w p
 *   v = m v + (1 - d) g     the first v is g
 *   p = p - r v             or, with Nesterov's momentum, p - r (g + m v)
 * </pre>
 *
 * @param momentum from 0 (none) to less than 1
 * @param weightDecay the factor of the parameter in its own gradient, at least 0
 * @param nesterov whether the step looks ahead along the momentum
 * @param dampening how much less than all of a gradient goes into the velocity, from 0 (none) to 1
 */
public record Sgd(float momentum, float weightDecay, boolean nesterov, float dampening)
    implements Optimizer {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range, or Nesterov's momentum is 0 or
   *     dampened
   */
  public Sgd {
    Ranges.belowOne("momentum", momentum);
    Ranges.notNegative("weight decay", weightDecay);
    if (!(dampening >= 0 && dampening <= 1)) {
      throw new IllegalArgumentException("The dampening is in 0 <= d <= 1, not " + dampening);
    }
    if (nesterov && momentum == 0) {
      throw new IllegalArgumentException("Nesterov's momentum needs a momentum greater than 0");
    }
    if (nesterov && dampening != 0) {
      throw new IllegalArgumentException("Nesterov's momentum is not dampened, as by " + dampening);
    }
  }

  /** Without dampening. */
  public Sgd(float momentum, float weightDecay, boolean nesterov) {
    this(momentum, weightDecay, nesterov, 0);
  }

  /** Plain gradient descent. */
  public Sgd() {
    this(0, 0, false);
  }

  /** Gradient descent with (heavy-ball) momentum. */
  public static Sgd withMomentum(float momentum) {
    return new Sgd(momentum, 0, false);
  }

  /** Gradient descent with Nesterov's momentum. */
  public static Sgd withNesterovMomentum(float momentum) {
    return new Sgd(momentum, 0, true);
  }

  /** The same with this weight decay. */
  public Sgd weightDecay(float decay) {
    return new Sgd(momentum, decay, nesterov, dampening);
  }

  /** The same with this dampening. */
  public Sgd dampening(float share) {
    return new Sgd(momentum, weightDecay, nesterov, share);
  }

  @Override
  public Updater start(int parameters) {
    float[] velocity = new float[momentum == 0 ? 0 : parameters];
    return (step, learningRate, p, g, from, to) -> {
      if (momentum == 0) {
        descend(learningRate, p, g, from, to);
      } else if (nesterov) {
        descendAhead(velocity, learningRate, p, g, from, to);
      } else {
        descendWithMomentum(velocity, step == 1 ? 1 : 1 - dampening, learningRate, p, g, from, to);
      }
    };
  }

  private void descend(float rate, float[] p, float[] g, int from, int to) {
    for (int i = from; i < to; i++) {
      p[i] -= rate * (g[i] + weightDecay * p[i]);
    }
  }

  private void descendWithMomentum(
      float[] velocity, float taken, float rate, float[] p, float[] g, int from, int to) {
    for (int i = from; i < to; i++) {
      float v = momentum * velocity[i] + taken * (g[i] + weightDecay * p[i]);
      velocity[i] = v;
      p[i] -= rate * v;
    }
  }

  private void descendAhead(float[] velocity, float rate, float[] p, float[] g, int from, int to) {
    for (int i = from; i < to; i++) {
      float gradient = g[i] + weightDecay * p[i];
      float v = momentum * velocity[i] + gradient;
      velocity[i] = v;
      p[i] -= rate * (gradient + momentum * v);
    }
  }
}
