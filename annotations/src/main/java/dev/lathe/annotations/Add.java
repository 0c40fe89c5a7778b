package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The sum of several values of one shape, cell by cell: what closes a residual block. The shape
 * stays; on the way back each summand receives the sum's whole derivative.
 *
 * <p>Example: the convolutions' value plus what they were given:
 *
 * <pre>{@code
 * @Conv(filters = 64, kernel = 3, padding = 1) @Relu Layer conv1();
 * @Conv(filters = 64, kernel = 3, padding = 1)       Layer conv2();
 * @Add({"conv2", "input"})                     @Relu Layer sum();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Add {

  /**
   * The layers whose values are added, by their methods' names; each must be declared before this
   * layer. {@code "input"} is what the network, or the block, is given, unless a layer of that name
   * is declared before. A single name is added to the value of the layer declared directly before.
   */
  String[] value();

  /**
   * Whether shapes may differ where one of them has the extent 1: that value is then added to every
   * cell along the axis. Without it every difference is an error, since a shortcut of one channel
   * is most often a mistake.
   */
  boolean broadcast() default false;
}
