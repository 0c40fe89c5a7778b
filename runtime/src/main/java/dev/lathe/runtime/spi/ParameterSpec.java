package dev.lathe.runtime.spi;

import java.util.Arrays;

/**
 * One parameter of a network.
 *
 * @param name the name in a state dictionary, such as {@code c1.weight}
 * @param shape the stored, row-major shape, PyTorch's: not copied, and never written to
 * @param fanIn how many products are summed for one output: the default initialiser draws from
 *     {@code ±1/sqrt(fanIn)}
 */
// The shape stays an array because generated code builds it from literals.
@SuppressWarnings("ArrayRecordComponent")
public record ParameterSpec(String name, int[] shape, int fanIn) {

  public ParameterSpec {
    if (fanIn < 1) {
      throw new IllegalArgumentException("Parameter " + name + " has fan-in " + fanIn);
    }
    long size = 1;
    for (int extent : shape) {
      size = extent < 1 ? -1 : size * extent;
      if (size < 0 || size > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "Parameter " + name + " has the shape " + Arrays.toString(shape));
      }
    }
  }

  /** How many floats the parameter has. */
  public int size() {
    int size = 1;
    for (int extent : shape) {
      size *= extent;
    }
    return size;
  }

  @Override
  public String toString() {
    return name + " " + Arrays.toString(shape);
  }
}
