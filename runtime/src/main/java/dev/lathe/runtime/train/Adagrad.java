package dev.lathe.runtime.train;

import java.util.Arrays;

/**
 * Adagrad (Duchi, Hazan, Singer, 2011) as PyTorch defines it: with the gradient g, the weight decay
 * w, the learning rate r, and the step's number t from 1,
 *
 * <pre>
 *   g = g + w p
 *   s = s + g g                         s begins as the initial accumulator
 *   p = p - r / (1 + (t - 1) rateDecay) g / (sqrt(s) + epsilon)
 * </pre>
 *
 * @param rateDecay how fast the learning rate falls by itself, at least 0
 * @param weightDecay the factor of the parameter in its own gradient, at least 0
 * @param initialAccumulator what the sum of squares begins with, at least 0
 * @param epsilon keeps the quotient finite, greater than 0
 */
public record Adagrad(float rateDecay, float weightDecay, float initialAccumulator, float epsilon)
    implements Optimizer {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Adagrad {
    Ranges.notNegative("decay of the learning rate", rateDecay);
    Ranges.notNegative("weight decay", weightDecay);
    Ranges.notNegative("initial accumulator", initialAccumulator);
    Ranges.positive("epsilon", epsilon);
  }

  /** The customary numbers: no decay, sums from 0, epsilon 1e-10. */
  public Adagrad() {
    this(0, 0, 0, 1e-10f);
  }

  /** The same with this weight decay. */
  public Adagrad weightDecay(float decay) {
    return new Adagrad(rateDecay, decay, initialAccumulator, epsilon);
  }

  /** The same with this decay of the learning rate. */
  public Adagrad rateDecay(float decay) {
    return new Adagrad(decay, weightDecay, initialAccumulator, epsilon);
  }

  @Override
  public Updater start(int parameters) {
    float[] sum = new float[parameters];
    Arrays.fill(sum, initialAccumulator);
    return (step, learningRate, p, g, from, to) -> {
      float rate = (float) (learningRate / (1 + (step - 1) * (double) rateDecay));
      for (int i = from; i < to; i++) {
        float gradient = g[i] + weightDecay * p[i];
        float s = sum[i] + gradient * gradient;
        sum[i] = s;
        p[i] -= rate * gradient / ((float) Math.sqrt(s) + epsilon);
      }
    };
  }
}
