package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Brings channels into the plane: {@code [C f f, H, W]} becomes {@code [C, H f, W f]}, where
 * channel {@code c f f + dy f + dx} becomes the cells of row {@code dy} and column {@code dx} of
 * every {@code f x f} square. For maps of any rank.
 *
 * <pre>{@code
 * @PixelShuffle(2) Layer up();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface PixelShuffle {

  /** The factor f of every spatial axis. */
  int value();

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer.
   */
  String from() default "";
}
