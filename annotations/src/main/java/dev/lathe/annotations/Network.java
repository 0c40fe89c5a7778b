package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Turns an interface into a convolutional network.
 *
 * <p>Every abstract method that returns {@code dev.lathe.runtime.Layer} is a layer. Its annotations
 * say what the layer computes; its name names the layer, the layer's weights ({@code c1.weight},
 * {@code c1.bias}) and its place in every message. The methods' source order is the order of
 * computation: each layer reads the value of the one before it, the first reads the image, the last
 * gives the scores.
 *
 * <p>Every other abstract method is an entry point, recognised by its signature and free in its
 * name. Most interfaces inherit theirs from {@code dev.lathe.runtime.Classifier}:
 *
 * <table class="striped">
 *   <caption>Entry points</caption>
 *   <thead><tr><th>signature</th><th>meaning</th></tr></thead>
 *   <tbody>
 *     <tr><td>{@code float[] m(float[] image)}</td><td>the scores of one image</td></tr>
 *     <tr><td>{@code void m(float[] image, float[] scores)}</td>
 *         <td>the same, into the caller's array</td></tr>
 *     <tr><td>{@code int m(float[] image)}</td><td>the index of the largest score</td></tr>
 *     <tr><td>{@code void m(float[] images, int count, float[] scores)}</td>
 *         <td>the scores of {@code count} images that stand one behind another</td></tr>
 *   </tbody>
 * </table>
 *
 * <p>Images and scores are row-major and channels first. {@code default} and {@code static} methods
 * are left alone.
 *
 * <p>LeNet-5 on 32 by 32 pixels, 61,706 weights:
 *
 * <pre>{@code
 * @Network(input = {1, 32, 32})
 * public interface LeNet5 extends Classifier {
 *   @Conv(filters = 6, kernel = 5)   @Relu       Layer c1();      //   6x28x28
 *   @MaxPool(2)                                  Layer s2();      //   6x14x14
 *   @Conv(filters = 16, kernel = 5)  @Relu       Layer c3();      //  16x10x10
 *   @MaxPool(2)                                  Layer s4();      //  16x5x5
 *   @Conv(filters = 120, kernel = 5) @Relu       Layer c5();      // 120x1x1
 *   @Dense(84)                       @Relu       Layer f6();      //  84x1x1
 *   @Dense(10)                       @LogSoftmax Layer output();  //  10x1x1
 * }
 * }</pre>
 *
 * <p>The processor writes a class {@code LeNet5Network} into the interface's package; user code
 * holds the interface only and gets an instance from {@code dev.lathe.runtime.Lathe.load}.
 *
 * <p>The annotated type must be an interface, neither generic, private, sealed nor local. What is
 * wrong with a network is reported all at once, each at the annotation value that is wrong.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Network {

  /**
   * The shape of one image, channels first: {@code {C}}, {@code {C, W}}, {@code {C, H, W}} or
   * {@code {C, D, H, W}}. Every extent is at least 1. The number of spatial extents decides whether
   * convolutions and pools are one-, two- or three-dimensional; {@code {C}} has none and suits
   * dense layers only.
   *
   * <p>Layers read it under the name {@code "input"}. Empty (the default) for a network whose
   * inputs are {@link Input} layers, of which there must then be one at least; both together are an
   * error.
   */
  int[] input() default {};

  /** How much freedom the arithmetic has. */
  Precision precision() default Precision.FAST;
}
