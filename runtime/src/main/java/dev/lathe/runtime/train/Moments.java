package dev.lathe.runtime.train;

/**
 * Running means of the gradients and of their squares, which Adam and its kin divide by one
 * another: {@code m = beta1 m + (1 - beta1) g} and {@code v = beta2 v + (1 - beta2) g g}, both from
 * 0. They are too small at first; {@code 1 / (1 - beta^t)} makes up for it.
 */
final class Moments {

  final float beta1;
  final float beta2;
  final float[] mean;
  final float[] square;

  Moments(float beta1, float beta2, int parameters) {
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.mean = new float[parameters];
    this.square = new float[parameters];
  }

  static void check(float beta1, float beta2, float epsilon, float weightDecay) {
    Ranges.belowOne("beta1", beta1);
    Ranges.belowOne("beta2", beta2);
    Ranges.positive("epsilon", epsilon);
    Ranges.notNegative("weight decay", weightDecay);
  }

  /** Takes a gradient in, and returns the new mean. */
  float mean(int i, float gradient) {
    mean[i] = beta1 * mean[i] + (1 - beta1) * gradient;
    return mean[i];
  }

  /** Takes a gradient in, and returns the new mean of the squares. */
  float square(int i, float gradient) {
    square[i] = beta2 * square[i] + (1 - beta2) * gradient * gradient;
    return square[i];
  }

  /** In double: {@code 1 - beta^t} is about 1e-3 at first, where a float has lost four digits. */
  static double bias(float beta, long step) {
    return 1 - Math.pow(beta, (double) step);
  }
}
