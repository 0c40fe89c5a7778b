package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * {@code x / 6 + 1 / 2}, but at least 0 and at most 1, for every element: a {@link Sigmoid} of
 * straight lines. The shape stays. The derivative at both ends is 0.
 *
 * <p>Beside a main operation such as {@link Conv} it is applied to that operation's value and is
 * part of the layer; alone on a method it is a layer of its own. A method carries at most one
 * activation.
 *
 * <pre>{@code
 * @Dense(16) @HardSigmoid Layer gate();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface HardSigmoid {

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer. It may be given only where the activation is a layer of its own.
   */
  String from() default "";
}
