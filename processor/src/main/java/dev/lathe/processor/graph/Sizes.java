package dev.lathe.processor.graph;

/**
 * Arithmetic on numbers of elements and offsets, which are ints. Tensors are checked one by one
 * when a network is read; that those which fit, together, do not fit, is found out by whoever adds
 * them up.
 */
public final class Sizes {
  private Sizes() {}

  /** A network needs more elements than an array has. */
  public static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private TooLargeException(long size) {
      super(size + " elements");
    }
  }

  /**
   * The sum.
   *
   * @throws TooLargeException if it is no int
   */
  public static int sum(int a, int b) {
    return of((long) a + b);
  }

  /**
   * The product.
   *
   * @throws TooLargeException if it is no int
   */
  public static int product(int a, int b) {
    return of((long) a * b);
  }

  /**
   * The number as an int.
   *
   * @throws TooLargeException if it is none
   */
  public static int of(long size) {
    if (size != (int) size) {
      throw new TooLargeException(size);
    }
    return (int) size;
  }
}
