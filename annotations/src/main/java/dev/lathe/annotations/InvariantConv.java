package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A convolution that finds its features turned, mirrored and in other sizes: every filter is
 * applied under a set of transforms, and of their responses at a position the largest counts. The
 * maps are as many as filters, the weights those of the filters alone, {@code [filters, inputs,
 * kernel]}; the derivative of a response flows back through its transform to the one filter.
 *
 * <p>A filter is turned counter-clockwise about its centre. Quarter turns and mirroring move its
 * weights; turns by 45 degrees and other sizes read them by bilinear interpolation, with zeros
 * around. A filter enlarged by s has its weights divided by s squared, so that its response to a
 * plain area stays. The extents of the output are those of a {@link Conv} of the same figures:
 * larger filters see as many cells beyond the padding on each side, which count as 0.
 *
 * <p>Example: 16 features in eight directions and their mirror images, 16x5x5 weights in all:
 *
 * <pre>{@code
 * @InvariantConv(filters = 16, kernel = 5, rotations = 8, reflections = true) @Relu Layer c1();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface InvariantConv {

  /** The number of filters, and of the output's maps; at least 1. */
  int filters();

  /** The filter's extents: one for both axes, or one an axis; square where it is turned by 90. */
  int[] kernel();

  /**
   * The step between neighbouring positions, each at least 1: one for both axes, or one an axis.
   */
  int[] stride() default {1};

  /**
   * The number of zeros put before and behind the map along each axis: one for all, or one an axis,
   * or two an axis: all the begins, then all the ends.
   */
  int[] padding() default {0};

  /** In how many directions, evenly round the circle: 1, 2, 4 (by 90 degrees) or 8 (by 45). */
  int rotations() default 1;

  /** Whether every turned filter is mirrored as well. */
  boolean reflections() default false;

  /** The sizes, as factors from 0.25 to 4; each turned and mirrored filter has all of them. */
  double[] scales() default {1};

  /** Whether a learned number is added to each map. */
  boolean bias() default true;

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer.
   */
  String from() default "";
}
