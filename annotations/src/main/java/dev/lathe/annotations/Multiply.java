package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The product of several values, cell by cell: gates and attention. Shapes are equal, or one has
 * the extent 1 along an axis and is stretched over it: a {@code Cx1x1} scales each map of a {@code
 * CxHxW} by one number.
 *
 * <p>Example: squeeze-excite, whose gate is made from the means of the maps:
 *
 * <pre>{@code
 * @Conv(filters = 4, kernel = 1) @Relu            Layer squeeze();
 * @Conv(filters = 64, kernel = 1) @Sigmoid        Layer gate();
 * @Multiply({"input", "gate"})                    Layer scaled();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Multiply {

  /**
   * The layers whose values are multiplied, by their methods' names; each must be declared before
   * this layer. {@code "input"} is what the network, or the block, is given. A single name is
   * multiplied by the value of the layer declared directly before.
   */
  String[] value();
}
