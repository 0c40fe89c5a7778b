package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Dropout (Srivastava et al., 2014): in training every cell becomes 0 with the given probability,
 * and is divided by 1 minus that probability otherwise; in inference and evaluation nothing is
 * done. The shape stays.
 *
 * <p>What is dropped is drawn anew for every image and step, from the trainer's seed: the same seed
 * drops the same cells, however many threads work.
 *
 * <pre>{@code
 * @Dense(4096) @Relu Layer fc6();
 * @Dropout(0.5)      Layer drop6();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Dropout {

  /** The probability with which a cell is dropped, 0 to less than 1. */
  double value() default 0.5;

  /** Whether whole maps are dropped instead of single cells. */
  boolean maps() default false;

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer.
   */
  String from() default "";
}
