package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * {@link KMaxPool} whose k follows from the length of the sentence and the layer's place among the
 * network's convolutions (Kalchbrenner, Grefenstette, Blunsom 2014, section 3.3):
 *
 * <pre>{@code
 * k = max(top, ceil((layers - layer) / layers * length))
 * }</pre>
 *
 * <p>Example: behind the first of three convolutions over 18 words k is 12, behind the second 6,
 * and the last pooling keeps {@code top}:
 *
 * <pre>{@code
 * @DynamicKMaxPool(top = 3, layer = 1, layers = 3) Layer k1();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface DynamicKMaxPool {

  /** How many elements the last pooling of the network keeps, at least 1. */
  int top();

  /** The number of the convolution that stands before, from 1 to {@link #layers}. */
  int layer();

  /** How many convolutions the network has. */
  int layers();

  /**
   * The length of the sentence. 0 (the default) means the extent of the network's input along its
   * last axis.
   */
  int length() default 0;

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer.
   */
  String from() default "";
}
