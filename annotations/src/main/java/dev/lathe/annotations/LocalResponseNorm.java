package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Divides every element by {@code (k + alpha / n * s)^beta}, where s is the sum of the squares
 * around it: of the {@code size} channels about its own at the same position and {@code n = size},
 * or, within channels, of a window of {@code size} cells along every spatial axis, n of them. What
 * lies outside counts as 0. The shape stays.
 *
 * <p>Of an even size one cell more stands before than behind, unless {@link #before} says
 * otherwise.
 *
 * <pre>{@code
 * @LocalResponseNorm Layer n1();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface LocalResponseNorm {

  /** How many channels, or cells along each axis. */
  int size() default 5;

  /**
   * How many of them stand before its own, less than {@code size}. -1 (the default) means half of
   * {@code size}, rounded down.
   */
  int before() default -1;

  /** The weight of the squares. */
  double alpha() default 1e-4;

  /** The exponent. */
  double beta() default 0.75;

  /** What the divisor is where all is 0. */
  double k() default 1;

  /** Whether the squares are those of the same channel. */
  boolean withinChannels() default false;

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer.
   */
  String from() default "";
}
