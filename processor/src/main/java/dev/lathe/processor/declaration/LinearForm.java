package dev.lathe.processor.declaration;

import dev.lathe.annotations.Parameter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a number in a block was computed from: {@code (first * P + second * Q) / divisor + summand}
 * in Java's arithmetic.
 *
 * @param p one of the numbers of {@link Parameter}
 * @param q another one; the same where there is no second parameter, with the factor 0
 */
record LinearForm(int p, int first, int q, int second, int divisor, int summand) {

  /** What a user may write for a number without parameters: far above every sensible figure. */
  static final int LARGEST_NUMBER = 1 << 20;

  private static final int LARGEST_MULTIPLE = 16;
  private static final int LARGEST_SUMMAND = 8;
  private static final int LARGEST_FACTOR_OF_TWO = 4;
  private static final List<Integer> DIVISORS = List.of(1, 2, 3, 4, 8);

  static final List<Integer> PARAMETERS =
      List.of(
          Parameter.A,
          Parameter.B,
          Parameter.C,
          Parameter.D,
          Parameter.E,
          Parameter.F,
          Parameter.G,
          Parameter.H,
          Parameter.I,
          Parameter.J,
          Parameter.K,
          Parameter.L);

  private static final Map<Integer, LinearForm> BY_VALUE = new HashMap<>();

  static {
    for (int p : PARAMETERS) {
      for (int summand = -LARGEST_SUMMAND; summand <= LARGEST_SUMMAND; summand++) {
        for (int factor = 1; factor <= LARGEST_MULTIPLE; factor++) {
          add(new LinearForm(p, factor, p, 0, 1, summand));
        }
        for (int divisor : DIVISORS) {
          add(new LinearForm(p, 1, p, 0, divisor, summand));
        }
      }
      for (int q : PARAMETERS) {
        if (q != p) {
          add(new LinearForm(p, 1, q, -1, 1, 0));
        }
        if (q > p) {
          addSums(p, q);
        }
      }
    }
  }

  private static void addSums(int p, int q) {
    for (int first = 1; first <= LARGEST_FACTOR_OF_TWO; first++) {
      for (int second = 1; second <= LARGEST_FACTOR_OF_TWO; second++) {
        add(new LinearForm(p, first, q, second, 1, 0));
      }
    }
  }

  private static void add(LinearForm form) {
    // javac's arithmetic, which wraps around as well.
    int value = form.evaluate(UnaryOperator.identity());
    LinearForm other = BY_VALUE.put(value, form);
    boolean isNumber = Math.abs((long) value) < LARGEST_NUMBER;
    if (isNumber || (other != null && !other.equals(form))) {
      throw new IllegalStateException("not legible: " + form + ", " + other);
    }
  }

  /** The form that a constant was computed by; empty if it is none of the legible ones. */
  static Optional<LinearForm> of(int constant) {
    return Optional.ofNullable(BY_VALUE.get(constant));
  }

  /** The form's value, given those of the parameters. */
  int evaluate(UnaryOperator<Integer> arguments) {
    int sum = first * arguments.apply(p) + (second == 0 ? 0 : second * arguments.apply(q));
    return sum / divisor + summand;
  }
}
