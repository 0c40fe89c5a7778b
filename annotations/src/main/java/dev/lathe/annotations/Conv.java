package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Convolution of an {@code I x spatial} map with {@code filters} learned kernels, each of which
 * sees all I input maps, or some of them ({@link #groups}, {@link #table}):
 *
 * <pre>{@code
 * y[o, p] = bias[o] + sum over i, r of weight[o, i, r] x[i, stride p + dilation r - padding]
 * }</pre>
 *
 * <p>The layer is one-, two- or three-dimensional as its input is. Cells outside of the input count
 * as 0, unless {@link #padMode} or {@link #padValue} say otherwise. The output is {@code filters x
 * spatial'}, where each extent is
 *
 * <pre>{@code
 * floor((in + begin + end - dilation (kernel - 1) - 1) / stride) + 1
 * }</pre>
 *
 * <p>Parameters, in PyTorch's layout: {@code <layer>.weight [filters, I / groups, kernel...]} and
 * {@code <layer>.bias [filters]}. With a table the weight is {@code [connections, kernel...]}.
 *
 * <p>Example: 6 filters of 5x5 over a 1x28x28 image, padded to keep its size (6x28x28, 156
 * weights):
 *
 * <pre>{@code
 * @Conv(filters = 6, kernel = 5, padding = 2) @Relu Layer c1();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Conv {

  /** The number of output maps, at least 1. */
  int filters();

  /** The kernel's extents, each at least 1: one entry for all spatial axes, or one an axis. */
  int[] kernel();

  /**
   * The step between neighbouring windows in input cells, each at least 1: one entry for all
   * spatial axes, or one an axis.
   */
  int[] stride() default {1};

  /**
   * The number of cells put before and behind the map along each spatial axis, each at least 0: one
   * entry for all, or one an axis (the same at both ends), or two an axis: all the begins, then all
   * the ends. In two dimensions {@code {top, left, bottom, right}}.
   */
  int[] padding() default {0};

  /** How much padding there is, if it is not what {@link #padding} says: valid, same or full. */
  PadSize padSize() default PadSize.EXPLICIT;

  /** What the padding holds: a figure, or cells of the map. */
  PadMode padMode() default PadMode.CONSTANT;

  /** What the padding holds with {@link PadMode#CONSTANT}; 0 is the fastest. */
  double padValue() default 0;

  /**
   * The distance between neighbouring taps of the kernel, in input cells, each at least 1: one
   * entry for all spatial axes, or one an axis. The kernel then spans {@code dilation (kernel - 1)
   * + 1} cells.
   */
  int[] dilation() default {1};

  /**
   * The number of groups of neighbouring maps: output maps of a group see the input maps of the
   * group of the same number only. Divides the number of input maps and that of filters. As many
   * groups as input maps make a depthwise convolution; {@code filters} is then that number, or a
   * multiple of it.
   */
  int groups() default 1;

  /**
   * A connection table: which input maps each output map sees, one {@link Maps} for each filter.
   * Empty (the default) connects all maps. The weights of connections that do not exist do not
   * exist either: {@code <layer>.weight} is {@code [connections, kernel...]}, in the order in which
   * the table lists them.
   *
   * <p>Example: three maps, of which the last sees both inputs (3 x 25 weights and 1 x 25 more):
   *
   * <pre>{@code
   * @Conv(filters = 3, kernel = 5, table = {@Maps(0), @Maps(1), @Maps({0, 1})}) Layer c3();
   * }</pre>
   */
  Maps[] table() default {};

  /** Whether {@code bias[o]} is added to every position of output map o. */
  boolean bias() default true;

  /**
   * Whether the bias has an element of its own for every unit of the output, {@code <layer>.bias
   * [filters, spatial'...]}, instead of one for every map.
   */
  boolean biasPerUnit() default false;

  /**
   * Whether the kernel is reversed along every spatial axis before use: {@code true} is the
   * convolution of signal processing, {@code false} is the cross-correlation that most networks
   * call convolution. The weights are stored unreversed in both cases.
   */
  boolean flip() default false;

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
