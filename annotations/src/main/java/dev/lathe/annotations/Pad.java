package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Surrounds a map, or cuts its borders off where a figure is negative. Each spatial extent becomes
 * {@code begin + in + end}, the channels stay. The derivative of a cell is the sum over all places
 * at which it stands.
 *
 * <p>It is an error to cut off all cells of an axis, or to ask a mode for more cells than the map
 * has to give: {@link PadMode#REFLECT} has one less than the extent at each end, {@link
 * PadMode#CIRCULAR} as many as the extent.
 *
 * <p>Example: 3x8x8 becomes 3x12x12:
 *
 * <pre>{@code
 * @Pad(value = 2, mode = PadMode.REFLECT) Layer padded();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Pad {

  /**
   * Cells before and after the map along each spatial axis: one figure for all, one an axis, or two
   * an axis, all the begins and then all the ends.
   */
  int[] value();

  /** What the new cells hold. */
  PadMode mode() default PadMode.CONSTANT;

  /** What they hold with {@link PadMode#CONSTANT}. */
  double fill() default 0;

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer.
   */
  String from() default "";
}
