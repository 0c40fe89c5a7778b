package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Turns an annotation type into a block: a piece of a network that is used many times, with numbers
 * as arguments. It is used as the built-in layers are, by standing on a layer's method.
 *
 * <p>The annotation's elements are the block's parameters, so that javac itself refuses an argument
 * that is unknown, missing or of the wrong type. The layers stand in the one interface that is
 * nested in it. Their figures name a parameter by a constant, declared by a {@link Parameter} under
 * the element's name in capitals: {@code width()} and {@code WIDTH}, {@code innerWidth()} and
 * {@code INNER_WIDTH}.
 *
 * <p>ResNet's block of two convolutions, and four of its uses:
 *
 * <pre>{@code
 * @Block
 * public @interface BasicBlock {
 *   int WIDTH = Parameter.A;
 *
 *   int width();
 *
 *   int repeat() default 1;
 *
 *   interface Layers {
 *     @Conv(filters = WIDTH, kernel = 3, padding = 1) @Relu Layer conv1();
 *     @Conv(filters = WIDTH, kernel = 3, padding = 1)       Layer conv2();
 *     @Add({"conv2", "input"})                        @Relu Layer sum();
 *   }
 * }
 *
 * @BasicBlock(width = 64)              Layer layer1();
 * @BasicBlock(width = 64, repeat = 3)  Layer layer2();
 * }</pre>
 *
 * <p>Three kinds of elements are allowed:
 *
 * <ul>
 *   <li>{@code int}: a figure. In the block's layers sums, differences and multiples of parameters
 *       may be written, as in {@code 4 * WIDTH}; see {@link Parameter}.
 *   <li>{@code String}: the name of a layer at the place of use; inside of the block the value is
 *       read by the element's name. {@code from}, if it is declared, names what the block's first
 *       layer reads, which is {@code "input"} inside; else that is the layer declared before the
 *       use.
 *   <li>{@code int repeat() default 1}: how often the block stands there, each repetition reading
 *       the one before.
 * </ul>
 *
 * <p>The block's value is that of its last layer. Inside of a network its layers have the name of
 * the use before theirs: {@code layer1.conv1}, so that the first weight is {@code
 * layer1.conv1.weight}. Where a use gives {@code repeat}, the repetitions are numbered from 0:
 * {@code layer2.0.conv1}. A layer whose method is an underscore and a number is named by the number
 * alone, and a repeated block of such a name counts on from there. These are PyTorch's names.
 *
 * <p>A block may use other blocks, but not itself.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.ANNOTATION_TYPE)
public @interface Block {}
