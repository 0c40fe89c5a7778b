package dev.lathe.runtime.train;

/** The learning rate of each step of a training. */
@FunctionalInterface
public interface Schedule {

  /**
   * The learning rate of one step.
   *
   * @param step the step's number, from 0
   * @param steps how many steps the whole training has, if it is not stopped early
   * @return a finite number, at least 0
   */
  float learningRate(long step, long steps);

  /**
   * The same rate all the time.
   *
   * @param rate finite, at least 0
   */
  static Schedule constant(float rate) {
    check(rate);
    return (step, steps) -> rate;
  }

  /**
   * A rate that is multiplied by a factor every so many steps. A step is a batch, not an epoch: an
   * epoch has {@code images / batchSize} of them, rounded up.
   *
   * @param rate the first one; finite, at least 0
   * @param factor finite, greater than 0
   * @param every the number of steps at one rate, at least 1
   */
  static Schedule step(float rate, float factor, long every) {
    check(rate);
    if (every < 1 || !(factor > 0 && factor < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "A step schedule multiplies by a factor > 0 every >= 1 steps, not by "
              + factor
              + " every "
              + every);
    }
    return (step, steps) -> {
      long falls = step / every;
      return (float) (rate * Math.pow(factor, (double) falls));
    };
  }

  /**
   * A rate that falls to 0 along half a period of the cosine: slowly, fast, slowly.
   *
   * @param rate the first one; finite, at least 0
   */
  static Schedule cosine(float rate) {
    check(rate);
    return (step, steps) -> (float) (rate * 0.5 * (1 + Math.cos(Math.PI * step / steps)));
  }

  /**
   * This schedule after a warm-up, in which the rate rises in equal steps from near 0 to this
   * schedule's first rate. Large rates harm a network most while its weights are still random.
   *
   * @param share the warm-up's share of all steps, from 0 to less than 1; this schedule sees the
   *     rest
   */
  default Schedule afterWarmUp(double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException("A warm-up's share is in 0 <= s < 1, not " + share);
    }
    return (step, steps) -> {
      long warmUp = (long) (share * steps);
      long rest = steps - warmUp;
      return step < warmUp
          ? learningRate(0, rest) * (step + 1) / warmUp
          : learningRate(step - warmUp, rest);
    };
  }

  private static void check(float rate) {
    if (!(rate >= 0 && rate < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("A learning rate is finite and at least 0, not " + rate);
    }
  }
}
