package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The scaled exponential linear unit of Klambauer et al. 2017 for every element, {@code 1.0507 * (x
 * > 0 ? x : 1.6733 * (e^x - 1))} with more digits: it drives activations towards mean 0 and
 * variance 1. The shape stays.
 *
 * <p>Beside a main operation such as {@link Conv} it is applied to that operation's value and is
 * part of the layer; alone on a method it is a layer of its own. A method carries at most one
 * activation.
 *
 * <pre>{@code
 * @Dense(100) @Selu Layer f1();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Selu {

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer. It may be given only where the activation is a layer of its own.
   */
  String from() default "";
}
