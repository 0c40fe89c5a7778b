package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The largest cell of each window, map by map. The number of maps stays; each spatial extent
 * becomes
 *
 * <pre>{@code
 * floor((in + begin + end - dilation (value - 1) - 1) / stride) + 1
 * }</pre>
 *
 * <p>Padding never wins. On the way back the first maximum of a window, in row-major order, takes
 * the window's whole derivative; what several windows send to one cell adds up.
 *
 * <p>Example: from 6x28x28 to 6x14x14:
 *
 * <pre>{@code
 * @MaxPool(2) Layer s2();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface MaxPool {

  /** The window's extents, each at least 1: one entry for all spatial axes, or one an axis. */
  int[] value();

  /**
   * The step between neighbouring windows in input cells, each at least 1: one entry for all
   * spatial axes, or one an axis. Empty (the default) means the window's extents: windows side by
   * side.
   */
  int[] stride() default {};

  /**
   * The number of cells put before and behind the map along each spatial axis, each at least 0: one
   * entry for all, or one an axis (the same at both ends), or two an axis: all the begins, then all
   * the ends. Every window must hold at least one cell of the map.
   */
  int[] padding() default {0};

  /**
   * The distance between neighbouring cells of a window, each at least 1: one entry for all spatial
   * axes, or one an axis. The window then spans {@code dilation (value - 1) + 1} cells.
   */
  int[] dilation() default {1};

  /**
   * Whether the number of windows is rounded up: the last window may then reach beyond the padding,
   * but does not begin there.
   */
  boolean ceil() default false;

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer.
   */
  String from() default "";
}
