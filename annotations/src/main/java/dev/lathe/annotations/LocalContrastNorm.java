package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Local contrast normalisation after Jarrett et al. 2009. Subtractive: every element loses the
 * weighted mean, over all channels, of a window around it. Divisive: it is then divided by the
 * weighted standard deviation of such a window, but at least by a floor. The shape stays.
 *
 * <p>The weights lie on the positions of the window, and are shared by the channels.
 *
 * <pre>{@code
 * @LocalContrastNorm(9) Layer n1();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface LocalContrastNorm {

  /** The cells of the window along each spatial axis: one figure for all, or one an axis. */
  int[] value() default 9;

  /**
   * The weights of the window, row-major, which should add up to 1. Empty: a Gaussian whose
   * standard deviation is a quarter of the window.
   */
  double[] weights() default {};

  /** Whether means are subtracted. */
  boolean subtractive() default true;

  /** Whether deviations are divided by. */
  boolean divisive() default true;

  /** What is divided by at least. Negative: the mean of all deviations of the image. */
  double floor() default -1;

  /**
   * Whether each weighted sum at the border is divided by the sum of the weights that lie inside of
   * the map; otherwise the map is surrounded by zeros.
   */
  boolean renormalise() default false;

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer.
   */
  String from() default "";
}
