package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * {@code x} where it is positive, otherwise {@code slope * x}, for every element. The shape stays.
 * The derivative at 0 is {@code slope}.
 *
 * <p>Beside a main operation such as {@link Conv} it is applied to that operation's value and is
 * part of the layer; alone on a method it is a layer of its own. A method carries at most one
 * activation.
 *
 * <pre>{@code
 * @Conv(filters = 32, kernel = 3) @LeakyRelu(0.1) Layer c1();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface LeakyRelu {

  /** The slope for arguments that are not positive. */
  double value() default 0.01;

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer. It may be given only where the activation is a layer of its own.
   */
  String from() default "";
}
