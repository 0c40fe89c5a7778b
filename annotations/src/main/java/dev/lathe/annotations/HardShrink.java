package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * {@code x} where it is farther from 0 than {@link #value}, else 0. The shape stays; the derivative
 * is 1 where x is left, else 0. Unlike {@link SoftShrink} it leaves large elements as they are.
 *
 * <p>Beside a main operation such as {@link Conv} it is applied to that operation's value and is
 * part of the layer; alone on a method it is a layer of its own. A method carries at most one
 * activation.
 *
 * <pre>{@code
 * @Conv(filters = 16, kernel = 9) @HardShrink(0.1) Layer code();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface HardShrink {

  /** How near to 0 elements are cut off, at least 0. */
  double value() default 0.5;

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer. It may be given only where the activation is a layer of its own.
   */
  String from() default "";
}
