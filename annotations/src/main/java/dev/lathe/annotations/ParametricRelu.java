package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * {@code x} where it is positive, otherwise {@code w[c] * x} with a learned slope for each channel.
 * The shape stays.
 *
 * <p>Its weight {@code <layer>.weight} has the shape [C].
 *
 * <pre>{@code
 * @ParametricRelu Layer a1();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface ParametricRelu {

  /** Whether all channels have one slope. */
  boolean shared() default false;

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer.
   */
  String from() default "";
}
