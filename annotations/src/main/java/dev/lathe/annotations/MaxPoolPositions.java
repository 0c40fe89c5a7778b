package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Where the largest cell of each window stands: the value that a {@link MaxPool} of the same
 * figures does not tell, which {@link MaxUnpool} puts cells back by. A position is the row-major
 * number of a cell in the unpadded map, as in PyTorch; of equal cells the first counts. Positions
 * have no derivative.
 *
 * <p>The shape is that of the pooling, {@code C x spatial'}, with {@code floor((in + begin + end -
 * dilation (window - 1) - 1) / stride) + 1} along each axis. Positions are floats, exact up to
 * 16,777,216 cells of a map; larger maps are an error, as are windows without a cell of the map.
 *
 * <p>Example: SegNet's pair:
 *
 * <pre>{@code
 * @Conv(filters = 8, kernel = 3, padding = 1) @Relu     Layer c1();
 * @MaxPoolPositions(2)                                  Layer where1();
 * @MaxPool(value = 2, from = "c1")                      Layer p1();
 * @MaxUnpool(value = {28, 28}, positions = "where1")    Layer u1();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface MaxPoolPositions {

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
