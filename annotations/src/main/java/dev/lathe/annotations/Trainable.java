package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
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
@Repeatable(Trainable.Heads.class)
public @interface Trainable {

  /** What training makes small. Losses of classes need at least two, that is output channels. */
  Loss loss() default Loss.CROSS_ENTROPY;

  /** Whether the parts of an image's loss are averaged or summed up. */
  Reduction reduction() default Reduction.MEAN;

  /**
   * For {@link Loss#CROSS_ENTROPY}: this share of every label's probability is spread evenly over
   * all classes, its own among them. 0 (none) to less than 1.
   */
  double labelSmoothing() default 0;

  /**
   * For {@link Loss#CROSS_ENTROPY} and {@link Loss#NEGATIVE_LOG_LIKELIHOOD}: what each class
   * weighs, at least 0, one number a class. Empty means 1 for all.
   */
  double[] classWeights() default {};

  /**
   * For {@link Loss#CROSS_ENTROPY} and {@link Loss#NEGATIVE_LOG_LIKELIHOOD}: positions of this
   * label have no loss. -1 means that there is none.
   */
  int ignoredClass() default -1;

  /** For {@link Loss#SMOOTH_L1}: up to which error the loss is quadratic; at least 0. */
  double beta() default 1;

  /** For {@link Loss#HUBER}: up to which error the loss is quadratic; greater than 0. */
  double delta() default 1;

  /** For {@link Loss#MULTI_MARGIN}: how far the label's score should be above the others. */
  double margin() default 1;

  /** For {@link Loss#MULTI_MARGIN}: 1, or 2 for squared hinges. */
  int power() default 1;

  /** For {@link Loss#MAXIMUM_A_POSTERIORI}: j, the penalty of a class of rubbish. */
  double floor() default 1;

  /**
   * Whether the derivative of the loss with respect to the image is computed as well. It costs the
   * data gradient of the first layer; it serves to look for the image that excites a unit most.
   */
  boolean inputGradient() default false;

  /**
   * The layer whose value the loss is of, by its method's name; empty (the default) for the last
   * layer. A network with several heads has one annotation for each: what is made small is the sum
   * of their losses. A head that no entry point hands out is computed in training only.
   *
   * <pre>{@code
   * @Trainable(of = "label")
   * @Trainable(of = "box", loss = Loss.MEAN_SQUARED_ERROR, weight = 0.5)
   * }</pre>
   */
  String of() default "";

  /** What the loss is multiplied with in the sum of all heads' losses; more than 0. */
  double weight() default 1;

  /**
   * The head whose target this one is compared with as well, as auxiliary classifiers are; it has
   * an annotation before this one. Empty (the default): the head has a target of its own. Targets
   * are given behind each other, in the annotations' order.
   */
  String targetOf() default "";

  /** Several of them on one interface; written by javac. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.TYPE)
  @interface Heads {

    /** One a head. */
    Trainable[] value();
  }
}
