package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The mean of each of a given number of windows, map by map, whatever the extents of the input:
 * window i of n covers the cells {@code floor(i in / n)} to {@code ceil((i + 1) in / n) - 1}.
 *
 * <p>On the way back each derivative is spread evenly over its window.
 *
 * <p>Example: from 256x13x13 to 256x6x6:
 *
 * <pre>{@code
 * @AdaptiveAvgPool(6) Layer pool();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface AdaptiveAvgPool {

  /** The output's extents, each at least 1: one entry for all spatial axes, or one an axis. */
  int[] value();

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer.
   */
  String from() default "";
}
