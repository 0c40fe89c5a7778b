package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The k largest elements of every row along the last axis, in the order in which they stand there:
 * pooling over time that keeps which feature came before which (Kalchbrenner, Grefenstette, Blunsom
 * 2014). Of equal elements the first are kept. The derivative goes to the kept elements.
 *
 * <p>Example: from 6x37 to 6x4:
 *
 * <pre>{@code
 * @KMaxPool(4) Layer top();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface KMaxPool {

  /** How many elements of a row are kept; at least 1, at most as many as a row has. */
  int value();

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer.
   */
  String from() default "";
}
