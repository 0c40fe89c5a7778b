package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One of several values that a network is given for an image. The entry points of such a network
 * have a {@code float[]} for each of them, in the order in which they are declared; the shape of
 * {@code @Network(input = ...)}, if it is given as well, comes first.
 *
 * <pre>{@code
 * @Network
 * public interface Tagger {
 *   float[] roles(float[] words, float[] distances);
 *
 *   @Input({40})                                                    Layer words();
 *   @Input({40})                                                    Layer distances();
 *   @Embedding(vocabulary = 30_000, dimension = 50, from = "words") Layer vectors();
 *   ...
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Input {

  /** The shape: {@code {C}}, {@code {C, W}}, {@code {C, H, W}} or {@code {C, D, H, W}}. */
  int[] value();
}
