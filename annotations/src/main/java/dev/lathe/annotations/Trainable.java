package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for the backward pass of a {@link Network}: with it a {@code
 * dev.lathe.runtime.train.Trainer} can train the network. Without it the generated classes carry no
 * backward code.
 *
 * <pre>{@code
 * @Network(input = {1, 28, 28})
 * @Trainable(loss = Loss.MEAN_SQUARED_ERROR)
 * public interface Regressor extends Classifier { ... }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Trainable {

  /**
   * What training makes small. Cross-entropy needs at least two classes, that is output channels.
   */
  Loss loss() default Loss.CROSS_ENTROPY;

  /**
   * Whether the derivative of the loss with respect to the image is computed as well. It costs the
   * data gradient of the first layer; it serves to look for the image that excites a unit most.
   */
  boolean inputGradient() default false;
}
