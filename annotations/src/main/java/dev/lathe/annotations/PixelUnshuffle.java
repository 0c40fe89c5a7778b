package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Brings squares of cells into channels: the inverse of {@link PixelShuffle}. A value of {@code C x
 * H x W} becomes {@code C f f x H/f x W/f}, in three dimensions {@code C f f f x D/f x H/f x W/f}:
 *
 * <pre>{@code
 * y[c f f + dy f + dx, i, j] = x[c, f i + dy, f j + dx]
 * }</pre>
 *
 * <p>It is an error if an extent is not a multiple of f. Nothing is lost, and there is nothing to
 * learn. The order of the channels is PyTorch's.
 *
 * <p>Example: 3x32x32 becomes 12x16x16:
 *
 * <pre>{@code
 * @PixelUnshuffle(2) Layer down();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface PixelUnshuffle {

  /** The factor f, which must divide every spatial extent. */
  int value();

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer.
   */
  String from() default "";
}
