package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A look-up table of vectors: every cell of the input is a whole number, a word's, and becomes the
 * table's row of that number. A sentence of {@code T} words, as {@code [T]} or {@code [1, T]},
 * becomes {@code dimension x T}: a channel for each of the vector's components, along the words.
 *
 * <p>Numbers are given as floats, exact up to 16,777,216; one that is not in the table ends the
 * call with an {@link IndexOutOfBoundsException}. The input itself has the derivative 0.
 *
 * <p>Parameters, in PyTorch's layout: {@code <layer>.weight [vocabulary, dimension]}, drawn from
 * the normal distribution of variance 1.
 *
 * <pre>{@code
 * @Network(input = {37})
 * public interface Sentence extends Classifier {
 *   @Embedding(vocabulary = 20_000, dimension = 48) Layer words();
 *   @Conv(filters = 96, kernel = 7, padding = 6)    Layer phrases();
 *   ...
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Embedding {

  /** How many rows the table has, at least 1. */
  int vocabulary();

  /** How many numbers a row has, at least 1. */
  int dimension();

  /** The row that fills sentences up, which is read as it is and not learned; -1 for none. */
  int padding() default -1;

  /**
   * The layer whose value this layer reads, by its method's name; it must be declared before this
   * layer. Empty (the default) means the layer declared directly before, or the network's input for
   * the first layer.
   */
  String from() default "";
}
