package dev.lathe.runtime.spi;

/**
 * One of several values that a network is given or hands out for an image. In memory they lie
 * behind each other.
 *
 * @param name the name of the layer's method
 * @param offset of its first float among all
 * @param shape channels first: not copied, and never written to
 */
// The shape stays an array because generated code builds it from literals.
@SuppressWarnings("ArrayRecordComponent")
public record Part(String name, int offset, int[] shape) {

  /** How many floats it has. */
  public int size() {
    return Blueprint.product(shape);
  }
}
