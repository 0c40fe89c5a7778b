package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A part of a value: the indices {@code begin} to {@code end - 1} along one axis, everything along
 * the others. On the way back what was left out has the derivative 0.
 *
 * <p>Example: the first 16 of 64 maps:
 *
 * <pre>{@code
 * @Slice(begin = 0, end = 16) Layer first();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Slice {

  /** The axis. */
  Axis axis() default Axis.CHANNELS;

  /** The first index, at least 0. */
  int begin() default 0;

  /** The index behind the last one, more than {@code begin}; at most the extent of the axis. */
  int end();

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer.
   */
  String from() default "";
}
