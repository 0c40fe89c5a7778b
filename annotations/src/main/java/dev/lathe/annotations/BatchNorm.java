package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Batch normalisation (Ioffe and Szegedy, 2015): {@code y = (x - mean) / sqrt(variance + epsilon)
 * weight[c] + bias[c]}. The shape stays.
 *
 * <p>In training, mean and variance are those of map c over all positions of all images of the
 * mini-batch; the variance is the biased one. In inference and evaluation they are running
 * statistics, which follow the batches': {@code (1 - momentum) old + momentum batch}, the running
 * variance the unbiased one. A batch of a single value leaves the running variance as it is.
 *
 * <p>Parameters and statistics, in PyTorch's names: {@code <layer>.weight [C]} (1 at first), {@code
 * <layer>.bias [C]} (0 at first), {@code <layer>.running_mean [C]}, {@code <layer>.running_var
 * [C]}; {@code <layer>.num_batches_tracked} of PyTorch's files is passed over.
 *
 * <pre>{@code
 * @Conv(filters = 64, kernel = 3, padding = 1, bias = false) Layer conv1();
 * @BatchNorm @Relu                                           Layer bn1();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface BatchNorm {

  /** What is added to the variance, greater than 0. */
  double epsilon() default 1e-5;

  /** How far the running statistics follow in one step, 0 to 1. */
  double momentum() default 0.1;

  /** Whether there are a weight and a bias. */
  boolean affine() default true;

  /**
   * Whether training normalises with the running statistics too, which stay as they are: for
   * networks whose weights come from elsewhere and are trained on with small batches.
   */
  boolean frozen() default false;

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer.
   */
  String from() default "";
}
