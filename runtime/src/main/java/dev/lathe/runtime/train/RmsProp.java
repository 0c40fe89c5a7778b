package dev.lathe.runtime.train;

/**
 * RMSprop (Hinton, 2012; centred by Graves, 2013) as PyTorch defines it: with the gradient g, the
 * weight decay w and the learning rate r,
 *
 * <pre>
 *   g = g + w p
 *   v = alpha v + (1 - alpha) g g       v, a and b begin as 0
 *   a = alpha a + (1 - alpha) g         if centred; else a = 0
 *   q = g / (sqrt(v - a a) + epsilon)
 *   b = momentum b + q
 *   p = p - r b
 * </pre>
 *
 * @param alpha how slowly the means move, from 0 to less than 1
 * @param epsilon keeps the quotient finite, greater than 0
 * @param weightDecay the factor of the parameter in its own gradient, at least 0
 * @param momentum of the quotients, from 0 (none) to less than 1
 * @param centered whether the gradients' variance divides, not their mean square
 */
public record RmsProp(
    float alpha, float epsilon, float weightDecay, float momentum, boolean centered)
    implements Optimizer {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public RmsProp {
    Ranges.belowOne("alpha", alpha);
    Ranges.positive("epsilon", epsilon);
    Ranges.notNegative("weight decay", weightDecay);
    Ranges.belowOne("momentum", momentum);
  }

  /** The customary numbers: alpha 0.99, epsilon 1e-8, neither decay nor momentum, not centred. */
  public RmsProp() {
    this(0.99f, 1e-8f, 0, 0, false);
  }

  /** The same with this weight decay. */
  public RmsProp weightDecay(float decay) {
    return new RmsProp(alpha, epsilon, decay, momentum, centered);
  }

  /** The same with this momentum. */
  public RmsProp withMomentum(float factor) {
    return new RmsProp(alpha, epsilon, weightDecay, factor, centered);
  }

  /** The same, divided by the gradients' variance. */
  public RmsProp whichIsCentered() {
    return new RmsProp(alpha, epsilon, weightDecay, momentum, true);
  }

  @Override
  public Updater start(int parameters) {
    float[] square = new float[parameters];
    float[] mean = new float[centered ? parameters : 0];
    float[] velocity = new float[momentum == 0 ? 0 : parameters];
    return (step, learningRate, p, g, from, to) -> {
      for (int i = from; i < to; i++) {
        float gradient = g[i] + weightDecay * p[i];
        float variance = alpha * square[i] + (1 - alpha) * gradient * gradient;
        square[i] = variance;
        if (centered) {
          float a = alpha * mean[i] + (1 - alpha) * gradient;
          mean[i] = a;
          // Below 0 by rounding alone, where the gradient hardly changes.
          variance = Math.max(0, variance - a * a);
        }
        float change = gradient / ((float) Math.sqrt(variance) + epsilon);
        if (momentum != 0) {
          change = momentum * velocity[i] + change;
          velocity[i] = change;
        }
        p[i] -= learningRate * change;
      }
    };
  }
}
