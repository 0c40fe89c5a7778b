package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The gated linear unit: the first half of an axis times the sigmoid of the second half. That axis
 * becomes half as long.
 *
 * <pre>{@code
 * @Glu Layer gated();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Glu {

  /** The axis that is halved; its extent must be even. */
  Axis axis() default Axis.CHANNELS;

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer.
   */
  String from() default "";
}
