package dev.lathe.runtime.data;

import java.util.Arrays;
import java.util.Objects;

/**
 * Images of one shape, and for each of them what a network is to answer: a label, a vector, or the
 * image itself. An image has one to four axes: signals of shape {@code {C, W}} are images, too. A
 * data set is immutable and may be shared between threads. Scaling, padding and slicing give views
 * that share the pixels: MNIST takes a byte a pixel, whatever is done to it.
 *
 * <p>Shapes are channels first, without a batch axis, as in {@code @Network(input = ...)}.
 */
public final class Dataset {

  private final Images images;
  private final int[] imageShape;
  private final Targets targets;
  private final int from;
  private final int size;

  private Dataset(Images images, int[] imageShape, Targets targets, int from, int size) {
    this.images = images;
    this.imageShape = imageShape;
    this.targets = targets;
    this.from = from;
    this.size = size;
  }

  /**
   * Images of unsigned bytes with a label each; values are 0 to 255 until they are scaled.
   *
   * @param pixels the images one after the other; copied
   * @param imageShape of one image, channels first
   * @param labels one an image, from 0 to {@code classes - 1}; copied
   * @throws IllegalArgumentException if the numbers of pixels and labels do not fit, or a label is
   *     out of range
   */
  public static Dataset ofBytes(byte[] pixels, int[] imageShape, int[] labels, int classes) {
    return labelled(bytes(pixels.clone(), imageShape), imageShape, labels(labels.clone(), classes));
  }

  /**
   * Images of floats with a label each.
   *
   * @param pixels the images one after the other; copied
   * @param imageShape of one image, channels first
   * @param labels one an image, from 0 to {@code classes - 1}; copied
   * @throws IllegalArgumentException if the numbers of pixels and labels do not fit, or a label is
   *     out of range
   */
  public static Dataset ofFloats(float[] pixels, int[] imageShape, int[] labels, int classes) {
    return labelled(
        floats(pixels.clone(), imageShape), imageShape, labels(labels.clone(), classes));
  }

  /**
   * Images of floats with a vector each, such as coordinates.
   *
   * @param pixels the images one after the other; copied
   * @param imageShape of one image, channels first
   * @param vectors {@code vectorSize} floats an image; copied
   * @throws IllegalArgumentException if the numbers of pixels and vectors do not fit
   */
  public static Dataset ofVectors(
      float[] pixels, int[] imageShape, float[] vectors, int vectorSize) {
    if (vectorSize < 1 || vectors.length % vectorSize != 0) {
      throw new IllegalArgumentException(
          vectors.length + " target values are no whole number of vectors of " + vectorSize);
    }
    Targets targets = new Targets.Vectors(vectors.clone(), vectors.length / vectorSize, vectorSize);
    return labelled(floats(pixels.clone(), imageShape), imageShape, targets);
  }

  /** Takes the arrays over without copying them. */
  static Dataset labelled(Images images, int[] imageShape, Targets targets) {
    if (images.count() != targets.count()) {
      throw new IllegalArgumentException(
          "There are " + images.count() + " images but " + targets.count() + " targets");
    }
    return new Dataset(images, imageShape.clone(), targets, 0, images.count());
  }

  static Images bytes(byte[] pixels, int[] imageShape) {
    int count = count(pixels.length, imageShape);
    return ByteImages.of(pixels, count, planes(imageShape), height(imageShape), width(imageShape));
  }

  static Images floats(float[] pixels, int[] imageShape) {
    int count = count(pixels.length, imageShape);
    return FloatImages.of(pixels, count, planes(imageShape), height(imageShape), width(imageShape));
  }

  static Targets labels(int[] labels, int classes) {
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "Label " + labels[i] + " of image " + i + " is not in 0.." + (classes - 1));
      }
    }
    return new Targets.Labels(labels, classes, 0, 1);
  }

  /** How many images there are. */
  public int size() {
    return size;
  }

  /** The shape of one image, channels first; a new array. */
  public int[] imageShape() {
    return imageShape.clone();
  }

  /** How many floats an image has. */
  public int imageSize() {
    return images.planes() * images.height() * images.width();
  }

  /** How many floats a target has: one for each class if there are labels, and those of vectors. */
  public int targetSize() {
    return targets.size();
  }

  /** Whether the images have labels; if not, their targets are vectors. */
  public boolean hasLabels() {
    return targets.classLabels() != null;
  }

  /**
   * How many classes there are.
   *
   * @throws IllegalStateException if the images have no labels
   */
  public int classes() {
    return labels().classes();
  }

  private Targets.Labels labels() {
    Targets.Labels labels = targets.classLabels();
    if (labels == null) {
      throw new IllegalStateException("The images of this data set have vectors, not labels");
    }
    return labels;
  }

  /**
   * The class of one image.
   *
   * @return 0 to {@link #classes} - 1
   * @throws IndexOutOfBoundsException if there is no such image
   * @throws IllegalStateException if the images have no labels
   */
  public int label(int index) {
    return labels().labels()[from + Objects.checkIndex(index, size)];
  }

  /**
   * Copies one image, row-major channels first, without allocating anything.
   *
   * @param destination receives {@link #imageSize} floats from {@code offset} on
   * @throws IndexOutOfBoundsException if there is no such image, or no room for it
   */
  public void copyImage(int index, float[] destination, int offset) {
    Objects.checkIndex(index, size);
    Objects.checkFromIndexSize(offset, imageSize(), destination.length);
    int rowStride = images.width();
    images.copy(from + index, destination, offset, rowStride, rowStride * images.height());
  }

  /**
   * Copies one target without allocating anything: the vector, or for a label 1 at its place and 0
   * elsewhere unless {@link #withTargets} chose other numbers.
   *
   * @param destination receives {@link #targetSize} floats from {@code offset} on
   * @throws IndexOutOfBoundsException if there is no such image, or no room for its target
   */
  public void copyTarget(int index, float[] destination, int offset) {
    Objects.checkIndex(index, size);
    Objects.checkFromIndexSize(offset, targetSize(), destination.length);
    targets.copy(from + index, destination, offset);
  }

  /**
   * The same images with every value x replaced by {@code (x - mean) / deviation}.
   *
   * @throws IllegalArgumentException if the mean is not finite, or the deviation not positive and
   *     finite, or too near to 0
   */
  public Dataset normalized(float mean, float deviation) {
    if (!(deviation > 0) || !Float.isFinite(1 / deviation) || !Float.isFinite(mean)) {
      throw new IllegalArgumentException(
          "Cannot normalise by mean " + mean + " and deviation " + deviation);
    }
    return withImages(images.mapped(1 / deviation, -mean / deviation), imageShape);
  }

  /**
   * The same images with every value multiplied: 1/255 brings bytes to 0..1.
   *
   * @throws IllegalArgumentException if the factor is not finite
   */
  public Dataset scaled(float factor) {
    if (!Float.isFinite(factor)) {
      throw new IllegalArgumentException("Cannot scale by " + factor);
    }
    return withImages(images.mapped(factor, 0), imageShape);
  }

  /**
   * The same images with a border of zeros on all four sides of every channel. What is normalised
   * afterwards is normalised with its border.
   *
   * @param cells the border's width in pixels: 2 makes 28x28 to 32x32
   * @throws IllegalArgumentException if the images are not {@code {C, H, W}}, or {@code cells} is
   *     negative
   */
  public Dataset padded(int cells) {
    if (cells < 0 || imageShape.length != 3) {
      throw new IllegalArgumentException(
          "Cannot pad images of shape "
              + Arrays.toString(imageShape)
              + " by "
              + cells
              + ": the shape must be {channels, height, width} and the border not negative");
    }
    int[] shape = {
      imageShape[0],
      Math.addExact(imageShape[1], Math.multiplyExact(2, cells)),
      Math.addExact(imageShape[2], Math.multiplyExact(2, cells))
    };
    Math.multiplyExact(Math.multiplyExact(shape[0], shape[1]), shape[2]);
    return withImages(new PaddedImages(images, cells, 0), shape);
  }

  /**
   * The images {@code begin} to {@code end - 1}.
   *
   * @throws IndexOutOfBoundsException if not all of them are there
   */
  public Dataset slice(int begin, int end) {
    Objects.checkFromToIndex(begin, end, size);
    return new Dataset(images, imageShape, targets, from + begin, end - begin);
  }

  /**
   * The same images with other numbers for their labels: a network that ends in a tanh is trained
   * towards {@code withTargets(-1, 1)}.
   *
   * @throws IllegalStateException if the images have no labels
   */
  public Dataset withTargets(float off, float on) {
    labels();
    return new Dataset(images, imageShape, targets.withTargets(off, on), from, size);
  }

  /**
   * The same images with a vector each behind the target that they have: for a network with several
   * heads, say a class and a box.
   *
   * @param vectors {@code vectorSize} floats an image; copied
   * @throws IllegalArgumentException if the number of vectors is not that of the images
   */
  public Dataset withVectors(float[] vectors, int vectorSize) {
    if (vectorSize < 1 || vectors.length != (long) size * vectorSize) {
      throw new IllegalArgumentException(
          vectors.length + " target values are not " + size + " vectors of " + vectorSize);
    }
    // A slice's images keep their numbers: those in front of it get vectors that nobody reads.
    float[] placed = new float[Math.multiplyExact(Math.addExact(from, size), vectorSize)];
    System.arraycopy(vectors, 0, placed, from * vectorSize, vectors.length);
    Targets second = new Targets.Vectors(placed, from + size, vectorSize);
    return new Dataset(images, imageShape, new Targets.Both(targets, second), from, size);
  }

  /** The same images, each its own target, as an encoder-decoder is trained. */
  public Dataset reconstruction() {
    return new Dataset(images, imageShape, new Targets.Reconstruction(images), from, size);
  }

  private Dataset withImages(Images changed, int[] shape) {
    Targets kept =
        targets instanceof Targets.Reconstruction ? new Targets.Reconstruction(changed) : targets;
    return new Dataset(changed, shape, kept, from, size);
  }

  private static int count(int pixels, int[] imageShape) {
    if (imageShape.length < 1 || imageShape.length > 4) {
      throw new IllegalArgumentException(
          "An image has one to four axes, channels first, not " + Arrays.toString(imageShape));
    }
    long imageSize = 1;
    for (int extent : imageShape) {
      // Each factor is below 2^31: the product cannot overflow before it is seen to be too large.
      imageSize = extent < 1 || imageSize > Integer.MAX_VALUE ? -1 : imageSize * extent;
      if (imageSize < 0) {
        break;
      }
    }
    if (imageSize < 1 || pixels % imageSize != 0) {
      throw new IllegalArgumentException(
          pixels + " pixels are no whole number of images of " + Arrays.toString(imageShape));
    }
    return (int) (pixels / imageSize);
  }

  private static int planes(int[] shape) {
    int planes = 1;
    for (int axis = 0; axis < shape.length - 2; axis++) {
      planes *= shape[axis];
    }
    return planes;
  }

  private static int height(int[] shape) {
    return shape.length > 1 ? shape[shape.length - 2] : 1;
  }

  private static int width(int[] shape) {
    return shape[shape.length - 1];
  }

  @Override
  public String toString() {
    return size + " images of " + Arrays.toString(imageShape);
  }
}
