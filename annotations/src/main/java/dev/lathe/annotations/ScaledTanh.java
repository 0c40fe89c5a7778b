package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * {@code amplitude * tanh(slope * x)} for every element. The shape stays.
 *
 * <p>Beside a main operation such as {@link Conv} it is applied to that operation's value and is
 * part of the layer; alone on a method it is a layer of its own. A method carries at most one
 * activation.
 *
 * <p>The defaults are those of LeCun et al. 1989, with which the values 1 and -1 are reproduced.
 *
 * <pre>{@code
 * @Conv(filters = 12, kernel = 5) @ScaledTanh Layer h1();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface ScaledTanh {

  /** What the values approach for large arguments. */
  double amplitude() default 1.7159;

  /** What arguments are multiplied by. */
  double slope() default 2.0 / 3;

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer. It may be given only where the activation is a layer of its own.
   */
  String from() default "";
}
