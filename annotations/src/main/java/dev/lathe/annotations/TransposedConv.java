package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Transposed ("expanding") convolution: the adjoint of a {@link Conv} of the same kernel, stride
 * and padding. Each input cell adds a copy of the kernel, weighted by its value, to the output:
 *
 * <pre>{@code
 * y[o, stride p + dilation r - padding] += weight[i, o, r] x[i, p]    for all i, p, r
 * }</pre>
 *
 * <p>and {@code bias[o]} is added everywhere. The layer is one-, two- or three-dimensional as its
 * input is. The output is {@code filters x spatial'}, where each extent is
 *
 * <pre>{@code
 * (in - 1) stride - begin - end + dilation (kernel - 1) + outputPadding + 1
 * }</pre>
 *
 * <p>Parameters, in PyTorch's layout: {@code <layer>.weight [I, filters / groups, kernel...]} (note
 * the order) and {@code <layer>.bias [filters]}.
 *
 * <p>Example: from 8x7x7 to 1x14x14:
 *
 * <pre>{@code
 * @TransposedConv(filters = 1, kernel = 3, stride = 2, padding = 1, outputPadding = 1)
 * Layer expand();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface TransposedConv {

  /** The number of output maps, at least 1. */
  int filters();

  /** The kernel's extents, each at least 1: one entry for all spatial axes, or one an axis. */
  int[] kernel();

  /**
   * The step between the kernel's copies in output cells, each at least 1: one entry for all
   * spatial axes, or one an axis.
   */
  int[] stride() default {1};

  /**
   * The number of output cells cut off at the ends of each spatial axis, each at least 0: one entry
   * for all, or one an axis (the same at both ends), or two an axis: all the begins, then all the
   * ends. (It is the padding of the convolution whose adjoint this layer is.)
   */
  int[] padding() default {0};

  /**
   * Cells added behind the output along each spatial axis: one entry for all, or one an axis. With
   * a stride of s, s input sizes of a convolution share one output size, and this chooses among
   * them. Each entry is at least 0, and smaller than the stride or the dilation.
   */
  int[] outputPadding() default {0};

  /**
   * The distance between neighbouring taps of the kernel, in output cells, each at least 1: one
   * entry for all spatial axes, or one an axis. The kernel then spans {@code dilation (kernel - 1)
   * + 1} cells.
   */
  int[] dilation() default {1};

  /**
   * The number of groups of neighbouring maps: input maps of a group add to the output maps of the
   * group of the same number only. Divides the number of input maps and that of filters.
   */
  int groups() default 1;

  /** Whether {@code bias[o]} is added to every position of output map o. */
  boolean bias() default true;

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
