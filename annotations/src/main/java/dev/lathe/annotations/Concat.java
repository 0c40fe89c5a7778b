package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Several values behind each other along one axis, most often the channels: what joins the branches
 * of an inception module, and what a U-Net's skip connections end in. All other extents are equal.
 *
 * <p>Example: 64x28x28 and 32x28x28 give 96x28x28:
 *
 * <pre>{@code
 * @Concat({"branch1", "branch2"}) Layer joined();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Concat {

  /**
   * The layers whose values are put behind each other, by their methods' names; each must be
   * declared before this layer. {@code "input"} is what the network, or the block, is given. A
   * single name is put behind the value of the layer declared directly before.
   */
  String[] value();

  /** The axis. */
  Axis axis() default Axis.CHANNELS;
}
