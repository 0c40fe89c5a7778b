package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Subtracts from every element the mean of the whole map, and divides by the standard deviation.
 * The shape stays. With an {@link #axis} each row along it, and along all axes behind it, is
 * normalised by itself.
 *
 * <pre>{@code
 * @LayerNorm Layer n1();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface LayerNorm {

  /** The first of the axes that are normalised together: it and all behind it. */
  Axis axis() default Axis.CHANNELS;

  /** What is added to the variance before its root is taken. */
  double epsilon() default 1e-5;

  /**
   * Whether the result is multiplied by a learned {@code <layer>.weight} and a learned {@code
   * <layer>.bias} is added, both of the shape of what is normalised together: the map's, from
   * {@link #axis} on.
   */
  boolean affine() default true;

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer.
   */
  String from() default "";
}
