package dev.lathe.runtime;

/**
 * The usual entry points of a network. An interface annotated with {@code @Network} may extend this
 * one, or declare the methods that it wants itself.
 *
 * <p>An image is the network's input shape, row-major, channels first ({@code [C, H, W]} for a
 * map); scores are its output shape in the same order, most often one number a class. Values are
 * what the network was trained on: nothing is scaled here.
 *
 * <p>All methods may be called by any number of threads at once. Each thread works in memory of its
 * own, which is made at its first call; see {@link CompiledNetwork} for what that means for virtual
 * threads.
 *
 * <p>Every method throws {@link NullPointerException} for a missing array and {@link
 * IllegalArgumentException} for one of the wrong length, before anything is computed or written.
 */
public interface Classifier {

  /**
   * Computes the scores of one image.
   *
   * @param image as many floats as the input shape has; not changed
   * @return a new array of as many floats as the output shape has
   */
  float[] scores(float[] image);

  /**
   * Computes the scores of one image without allocating anything.
   *
   * @param image as many floats as the input shape has
   * @param scores receives as many floats as the output shape has; where they are as many as the
   *     image has, it may be the same array as {@code image}
   */
  void scores(float[] image, float[] scores);

  /**
   * Finds the highest score of one image without allocating anything.
   *
   * @param image as many floats as the input shape has; not changed
   * @return the index of the highest score: the first of equal ones, or the first NaN if there is
   *     one, as PyTorch's and NumPy's {@code argmax} do
   */
  int classify(float[] image);

  /**
   * Computes the scores of several images without allocating anything. All of them see the same
   * weights, even if these are swapped meanwhile.
   *
   * @param images at least {@code count} images, one after the other
   * @param count how many; 0 is none
   * @param scores receives {@code count} times the scores; a longer array keeps its rest
   */
  void scores(float[] images, int count, float[] scores);
}
