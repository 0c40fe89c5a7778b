package dev.lathe.processor.network;

/**
 * What a stored tensor begins with in a network that is to be trained, and what becomes of it.
 *
 * @param value of all elements, if the kind is a constant's
 */
public record Start(Kind kind, double value) {

  /** How a tensor begins. */
  public enum Kind {
    /** Uniform in {@code ±1/sqrt(fan-in)}; learned. */
    UNIFORM,
    /** Normal of variance 1; learned. */
    NORMAL,
    /** One value everywhere; learned. */
    CONSTANT,
    /** One value everywhere; it follows what is observed, and no gradient changes it. */
    STATISTIC
  }

  public static final Start UNIFORM = new Start(Kind.UNIFORM, 0);
  public static final Start NORMAL = new Start(Kind.NORMAL, 0);

  public static Start constant(double value) {
    return new Start(Kind.CONSTANT, value);
  }

  public static Start statistic(double value) {
    return new Start(Kind.STATISTIC, value);
  }

  /** Whether gradients change the tensor. */
  public boolean isLearned() {
    return kind != Kind.STATISTIC;
  }
}
