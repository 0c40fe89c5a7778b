package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Enlarges every map.
 *
 * <pre>{@code
 * @Upsample(2) Layer up();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Upsample {

  /** How many times as long each spatial axis becomes: one figure for all, or one an axis. */
  int[] value();

  /** What the new cells hold. */
  UpsampleMode mode() default UpsampleMode.NEAREST;

  /**
   * For {@link UpsampleMode#LINEAR}: whether the centres of the first and last cells stay where
   * they are, so that the values between spread evenly; otherwise the borders stay where they are.
   */
  boolean alignCorners() default false;

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer.
   */
  String from() default "";
}
