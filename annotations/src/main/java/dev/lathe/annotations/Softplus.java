package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * {@code log(1 + e^(beta * x)) / beta} for every element, a smooth {@link Relu}. The shape stays.
 *
 * <p>Beside a main operation such as {@link Conv} it is applied to that operation's value and is
 * part of the layer; alone on a method it is a layer of its own. A method carries at most one
 * activation.
 *
 * <pre>{@code
 * @Dense(1) @Softplus Layer variance();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Softplus {

  /** How sharply the function bends. */
  double beta() default 1;

  /** Where {@code beta * x} is above it the value is x itself. */
  double threshold() default 20;

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer. It may be given only where the activation is a layer of its own.
   */
  String from() default "";
}
