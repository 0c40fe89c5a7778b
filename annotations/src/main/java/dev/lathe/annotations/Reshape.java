package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The same elements, row-major, under another shape. It flattens, gives a signal's windows an axis
 * of their own, or makes maps of a dense layer's values.
 *
 * <p>Example: from 784 to 1x28x28:
 *
 * <pre>{@code
 * @Reshape({1, 28, 28}) Layer image();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Reshape {

  /** The new shape, channels first, of one to four extents; it has as many elements as the old. */
  int[] value();

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer.
   */
  String from() default "";
}
