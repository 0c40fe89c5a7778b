package dev.lathe.runtime;

import java.util.Arrays;

/**
 * A float32 tensor, row-major: the last axis runs fastest. It is immutable: arrays are copied on
 * their way in and out.
 *
 * @param shape the extents, none negative; empty for a single number
 * @param values as many as the product of the extents
 */
// Immutable in spite of its arrays: the constructor and the accessors copy, equals compares
// contents.
@SuppressWarnings("ArrayRecordComponent")
public record Tensor(int[] shape, float[] values) {

  /**
   * Copies both arrays.
   *
   * @throws IllegalArgumentException if the shape does not have as many elements as there are
   *     values
   */
  public Tensor {
    shape = shape.clone();
    values = values.clone();
    long size = 1;
    for (int extent : shape) {
      size = extent < 0 ? -1 : size * extent;
      if (size < 0 || size > Integer.MAX_VALUE) {
        size = -1;
        break;
      }
    }
    if (size != values.length) {
      throw new IllegalArgumentException(
          "A tensor of shape "
              + Arrays.toString(shape)
              + " cannot have "
              + values.length
              + " values");
    }
  }

  @Override
  public int[] shape() {
    return shape.clone();
  }

  @Override
  public float[] values() {
    return values.clone();
  }

  /** How many values there are. */
  public int size() {
    return values.length;
  }

  /** The values themselves, for code of this package that only reads them. */
  float[] shared() {
    return values;
  }

  boolean hasShape(int[] wanted) {
    return Arrays.equals(shape, wanted);
  }

  /** Equal shapes and bits. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor tensor
        && Arrays.equals(shape, tensor.shape)
        && Arrays.equals(values, tensor.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
  }

  /** The shape alone: tensors are large. */
  @Override
  public String toString() {
    return "float32" + Arrays.toString(shape);
  }
}
