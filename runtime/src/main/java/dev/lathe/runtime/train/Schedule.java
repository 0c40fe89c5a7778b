package dev.lathe.runtime.train;

/**
 * The learning rate of each step of a training. A step is a batch, not an epoch: an epoch has
 * {@code images / batchSize} of them, rounded up.
 *
 * <p>A schedule holds numbers only and may serve any number of trainings; one that looks at how the
 * training goes has its memory in what {@link #start} returns.
 */
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

  /** Begins a training: a schedule with a memory of its own, or this one if it needs none. */
  default Schedule start() {
    return this;
  }

  /** Is told by the training after each pass through the data how it went. */
  default void epochDone(EpochSummary summary) {}

  /**
   * The same rate all the time.
   *
   * @param rate finite, at least 0
   */
  static Schedule constant(float rate) {
    Ranges.notNegative("learning rate", rate);
    return (step, steps) -> rate;
  }

  /**
   * A rate that is multiplied by a factor every so many steps.
   *
   * @param rate the first one; finite, at least 0
   * @param factor finite, greater than 0
   * @param every the number of steps at one rate, at least 1
   */
  static Schedule step(float rate, float factor, long every) {
    Ranges.notNegative("learning rate", rate);
    Ranges.positive("factor", factor);
    if (every < 1) {
      throw new IllegalArgumentException("A rate lasts at least 1 step, not " + every);
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
    return cosine(rate, 0);
  }

  /**
   * A rate that falls along half a period of the cosine: slowly, fast, slowly.
   *
   * @param rate the first one; finite, at least 0
   * @param last what it falls to; finite, at least 0
   */
  static Schedule cosine(float rate, float last) {
    Ranges.notNegative("learning rate", rate);
    Ranges.notNegative("last learning rate", last);
    return (step, steps) ->
        (float) (last + (rate - last) * 0.5 * (1 + Math.cos(Math.PI * step / steps)));
  }

  /**
   * A rate that changes in a straight line.
   *
   * @param rate the first one; finite, at least 0
   * @param last what it comes to when all steps are done; finite, at least 0
   */
  static Schedule linear(float rate, float last) {
    Ranges.notNegative("learning rate", rate);
    Ranges.notNegative("last learning rate", last);
    return (step, steps) -> (float) (rate + (last - rate) * ((double) step / steps));
  }

  /**
   * A rate that is multiplied by a factor after each epoch by whose end the loss has not improved
   * for more than {@code patience} epochs in a row. The loss is the evaluation's or, without one,
   * the training's mean of the epoch. An improvement is one by a ten-thousandth of the best loss.
   *
   * @param rate the first one; finite, at least 0
   * @param factor greater than 0, less than 1
   * @param patience at least 0
   */
  static Schedule plateau(float rate, float factor, int patience) {
    return plateau(rate, factor, patience, 1e-4);
  }

  /**
   * {@link #plateau(float, float, int)} with another threshold.
   *
   * @param threshold by which share of the best loss an epoch must be better, at least 0, less than
   *     1
   */
  static Schedule plateau(float rate, float factor, int patience, double threshold) {
    return new Plateau(rate, factor, patience, threshold);
  }

  /**
   * This schedule after a warm-up, in which the rate rises in equal steps from near 0 to this
   * schedule's first rate. Large rates harm a network most while its weights are still random.
   *
   * @param share the warm-up's share of all steps, from 0 to less than 1; this schedule sees the
   *     rest
   */
  default Schedule afterWarmUp(double share) {
    return new WarmUp(share, this);
  }

  /**
   * This schedule for a share of all steps, and another one for the rest; each sees its own steps
   * only, numbered from 0.
   *
   * @param share this schedule's share of all steps, from 0 to less than 1
   */
  default Schedule then(double share, Schedule next) {
    return new Succession(this, share, next);
  }

  /**
   * The product of this schedule's rates and another one's, both of which see all steps: {@code
   * cosine(0.1f).times(step(1, 0.5f, 1000))}.
   */
  default Schedule times(Schedule factors) {
    return new Product(this, factors);
  }
}
