package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Puts every cell where {@link MaxPoolPositions} says that it came from, map by map, and zeros
 * elsewhere. Where several cells come from one place they are equal, unless something has been done
 * to them; then the last in row-major order stays. The derivative of a place goes to every cell
 * that came from there.
 *
 * <p>Example: from 8x14x14 back to 8x28x28:
 *
 * <pre>{@code
 * @MaxUnpool(value = {28, 28}, positions = "where1") Layer u1();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface MaxUnpool {

  /** The output's spatial extents: one for all axes, or one an axis. */
  int[] value();

  /** The layer that gives the positions; its shape is that of the value that is read. */
  String positions();

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer.
   */
  String from() default "";
}
