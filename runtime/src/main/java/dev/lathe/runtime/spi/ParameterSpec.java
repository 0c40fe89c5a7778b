package dev.lathe.runtime.spi;

import java.util.Arrays;

/**
 * One stored tensor of a network: a parameter, or a statistic that is kept beside them.
 *
 * @param name the name in a state dictionary, such as {@code c1.weight}
 * @param shape the stored, row-major shape, PyTorch's: not copied, and never written to
 * @param fanIn how many products are summed for one output: the uniform initialiser draws from
 *     {@code ±1/sqrt(fanIn)}
 * @param initial what it begins with in a network that is to be trained
 * @param value of all elements where it begins with a constant; else 0
 * @param learned whether gradients change it; a statistic is not learned but observed
 */
// The shape stays an array because generated code builds it from literals.
@SuppressWarnings("ArrayRecordComponent")
public record ParameterSpec(
    String name, int[] shape, int fanIn, Initial initial, float value, boolean learned) {

  /** How a tensor begins. */
  public enum Initial {
    /** Uniform in {@code ±1/sqrt(fanIn)}. */
    UNIFORM,
    /** Normal, of mean 0 and variance 1. */
    NORMAL,
    /** The same value everywhere. */
    CONSTANT
  }

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

  /** A parameter that begins with numbers drawn uniformly. */
  public ParameterSpec(String name, int[] shape, int fanIn) {
    this(name, shape, fanIn, Initial.UNIFORM, 0, true);
  }

  /** A parameter that begins with numbers drawn from the normal distribution. */
  public static ParameterSpec normal(String name, int[] shape) {
    return new ParameterSpec(name, shape, 1, Initial.NORMAL, 0, true);
  }

  /** A parameter that begins with one value everywhere. */
  public static ParameterSpec constant(String name, int[] shape, float value) {
    return new ParameterSpec(name, shape, 1, Initial.CONSTANT, value, true);
  }

  /** A statistic that begins with one value everywhere. */
  public static ParameterSpec statistic(String name, int[] shape, float value) {
    return new ParameterSpec(name, shape, 1, Initial.CONSTANT, value, false);
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
