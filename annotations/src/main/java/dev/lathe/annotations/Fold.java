package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The sum of every few neighbours along one axis, which become one: where the rows of a sentence's
 * matrix have been convolved by themselves, folding lets pairs of them meet (Kalchbrenner,
 * Grefenstette, Blunsom 2014).
 *
 * <p>Example: from 14x48x18 to 14x24x18:
 *
 * <pre>{@code
 * @Fold(value = 2, axis = Axis.HEIGHT) Layer folded();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Fold {

  /** How many neighbours become one; it must divide the extent of the axis. */
  int value() default 2;

  /** The axis. */
  Axis axis() default Axis.CHANNELS;

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer.
   */
  String from() default "";
}
