package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A {@link Conv} whose kernels are not shared between positions: every unit of the output has
 * weights and a bias of its own.
 *
 * <pre>{@code
 * y[o, p] = bias[o, p] + sum over i, r of weight[p, o, i, r] x[i, stride p + dilation r - padding]
 * }</pre>
 *
 * <p>The output has the extents of a convolution's. Parameters: {@code <layer>.weight [spatial'...,
 * filters, I, kernel...]} and {@code <layer>.bias [filters, spatial'...]}.
 *
 * <p>Example: from 1x16x16 to 1x8x8 (640 weights):
 *
 * <pre>{@code
 * @LocallyConnected(filters = 1, kernel = 3, stride = 2, padding = {0, 0, 1, 1}) Layer h1();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface LocallyConnected {

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
   * The number of zeros put before and behind the map along each spatial axis, each at least 0: one
   * entry for all, or one an axis (the same at both ends), or two an axis: all the begins, then all
   * the ends. In two dimensions {@code {top, left, bottom, right}}.
   */
  int[] padding() default {0};

  /**
   * The distance between neighbouring taps of the kernel, in input cells, each at least 1: one
   * entry for all spatial axes, or one an axis. The kernel then spans {@code dilation (kernel - 1)
   * + 1} cells.
   */
  int[] dilation() default {1};

  /** Whether {@code bias[o, p]} is added to position p of output map o. */
  boolean bias() default true;

  /**
   * Whether the kernel is reversed along every spatial axis before use: {@code true} is the
   * convolution of signal processing, {@code false} is the cross-correlation that most networks
   * call convolution. The weights are stored unreversed in both cases.
   */
  boolean flip() default false;

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer.
   */
  String from() default "";
}
