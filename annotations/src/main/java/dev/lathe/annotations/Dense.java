package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A fully connected layer: {@code y[o] = bias[o] + sum over j of weight[o, j] x[j]}, where {@code
 * x} is the whole input, flattened row-major and channels first. It needs no flatten layer before
 * it.
 *
 * <p>From any {@code C x spatial} to {@code value} maps of one cell each: {@code 84x1x1} behind
 * two-dimensional maps.
 *
 * <p>Parameters, in PyTorch's layout: {@code <layer>.weight [value, size of x]} and {@code
 * <layer>.bias [value]}.
 *
 * <p>Example: from 16x5x5 to 84x1x1, 33,684 weights:
 *
 * <pre>{@code
 * @Dense(84) @Relu Layer f6();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Dense {

  /** The number of outputs, at least 1. */
  int value();

  /** Whether {@code bias[o]} is added to output o. */
  boolean bias() default true;

  /**
   * The layer whose value is this layer's weight, by its method's name: a hypernetwork's. The
   * value's elements in row-major order are those of the weight, whatever the value's shape; there
   * are then no weights of this layer's own, and the derivative flows on into the layer that is
   * named. Empty (the default) means weights of its own.
   */
  String weights() default "";

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer.
   */
  String from() default "";
}
