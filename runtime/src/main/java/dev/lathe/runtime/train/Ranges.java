package dev.lathe.runtime.train;

/** Refuses numbers of optimizers and schedules that are out of their ranges. */
final class Ranges {

  private Ranges() {}

  /** A number from 0 to less than 1, such as the weight of what is remembered. */
  static void belowOne(String what, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException("The " + what + " is in 0 <= x < 1, not " + number(value));
    }
  }

  /** A finite number of at least 0. */
  static void notNegative(String what, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "The " + what + " is finite and at least 0, not " + number(value));
    }
  }

  /** A finite number greater than 0. */
  static void positive(String what, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "The " + what + " is finite and greater than 0, not " + number(value));
    }
  }

  /** As the float that users wrote: 0.1f is no 0.10000000149. */
  private static String number(double value) {
    return String.valueOf((float) value);
  }
}
