package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Turns an interface into the network of an ONNX file, which is read while javac runs.
 *
 * <pre>{@code
 * @Onnx("digits.onnx")
 * public interface Digits extends Classifier {}
 *
 * Digits digits = Lathe.load(Digits.class);
 * }</pre>
 *
 * <p>The graph becomes the same kernels as annotated layers would, and the weights become a file in
 * the safetensors format beside the class. With {@link Trainable} the network can be trained
 * further.
 *
 * <p>An image is one element of the file's batch: a leading axis of extent 1, or one whose extent
 * the file leaves open, does not appear in shapes. Integers and truth values are given and handed
 * back as floats, exact up to 2^24.
 *
 * <p>The interface declares entry points, as those of {@link Network}, and no layers. Where a file
 * has several inputs, they have a {@code float[]} for each, in the file's order; a single one holds
 * the elements of all, one input behind the other. Several outputs are the components of a record,
 * which have the outputs' names, with an underscore for what Java does not allow in a name; as
 * scores they are handed back one behind the other.
 *
 * <pre>{@code
 * @Onnx("detector.onnx")
 * public interface Detector {
 *   record Found(float[] boxes, float[] scores) {}
 *
 *   Found find(float[] image, float[] size);
 * }
 * }</pre>
 *
 * <p>{@link Trainable#of} names an output in the same way; without it the loss is of all outputs.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Onnx {

  /**
   * The file: beside the interface's source, or in a resources' folder of the same package; from
   * the root of the resources if the name begins with a slash. A build tool that compiles only what
   * has changed has to be told of the file.
   */
  String value();

  /**
   * The shape of one image, without the batch axis. It is needed where the file leaves an extent
   * open, or fixes the extent of its batch: then each image is computed by itself. Empty: as the
   * file has it.
   */
  int[] input() default {};

  /** Extents of named dimensions that the file leaves open, of any input. */
  Dimension[] dimensions() default {};

  /**
   * Tensors of the file, by their names in it, that training leaves as they are: tables, or layers
   * that are not to change. All other tensors of numbers that the file stores are parameters of a
   * {@link Trainable} network.
   */
  String[] fixed() default {};

  /** How much freedom the arithmetic has. */
  Precision precision() default Precision.FAST;

  /** The extent of a named dimension. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target({})
  @interface Dimension {
    /** As the file has it. */
    String name();

    /** At least 1. */
    int extent();
  }
}
