package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Mixes the channels of groups: channel {@code g (C / groups) + k} becomes channel {@code k groups
 * + g}. The shape stays.
 *
 * <pre>{@code
 * @ChannelShuffle(groups = 4) Layer mixed();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface ChannelShuffle {

  /** How many groups; it must divide the number of channels. */
  int groups();

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer.
   */
  String from() default "";
}
