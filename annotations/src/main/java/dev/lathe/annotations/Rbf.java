package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Radial basis functions: output o is {@code sum (x - w[o])^2} over all elements of the map, the
 * squared distance to a learned point.
 *
 * <p>Its weight {@code <layer>.weight} has the shape [value, elements].
 *
 * <pre>{@code
 * @Rbf(10) Layer output();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Rbf {

  /** How many outputs. */
  int value();

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer.
   */
  String from() default "";
}
