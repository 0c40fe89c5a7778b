package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Fixes how inference computes a layer of sums of products, a convolution, a transposed convolution
 * or a dense layer, whatever tables and the compiler's cost model say. Results stay the same but
 * for rounding. The kernels of a training, forward and backward, are not concerned.
 *
 * <p>The text is one that the network's summary shows, or the beginning of one; what it leaves out
 * is left to the cost model.
 *
 * <pre>{@code
 * @Conv(filters = 64, kernel = 3, padding = 1) @Relu
 * @Pinned("winograd 4")
 * Layer c1();
 *
 * @Conv(filters = 64, kernel = 3, padding = 1) @Relu
 * @Pinned(lanes = 16, value = "direct along o, tile o:2 x:12, sum ky kx i, unroll none")
 * @Pinned(lanes = 8, value = "direct")
 * Layer c2();
 * }</pre>
 *
 * <p>{@code docs/schedules.md} has the words.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@Repeatable(Pinned.Several.class)
public @interface Pinned {

  /** The schedule. */
  String value();

  /**
   * For which kernels: those with 16, 8 or 4 floats in a vector, or scalar ones, 1. 0 means all
   * with vectors for which there is no other annotation.
   */
  int lanes() default 0;

  /** Schedules for several vector widths. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.METHOD)
  @interface Several {

    /** One a width. */
    Pinned[] value();
  }
}
