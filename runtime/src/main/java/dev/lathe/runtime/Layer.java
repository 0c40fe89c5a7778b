package dev.lathe.runtime;

import dev.lathe.runtime.spi.LayerSpec;
import java.util.Arrays;
import java.util.List;

/** A layer of a compiled network: a handle for looking inside. It is immutable. */
public final class Layer {

  private final LayerSpec spec;
  private final long parameterCount;

  Layer(LayerSpec spec, long parameterCount) {
    this.spec = spec;
    this.parameterCount = parameterCount;
  }

  /** The name of the method that declares it. */
  public String name() {
    return spec.name();
  }

  /** What it does, in one line for people. */
  public String title() {
    return spec.title();
  }

  /** The shape of its output, channels first, without a batch axis; a new array. */
  public int[] outputShape() {
    return spec.outputShape().clone();
  }

  /**
   * The names of its parameters as they stand in a state dictionary, weight before bias; empty for
   * a layer that has none.
   */
  public List<String> parameters() {
    return spec.parameters();
  }

  /** How many numbers its parameters have together. */
  public long parameterCount() {
    return parameterCount;
  }

  /**
   * How often its units read a cell, or their bias, by a weight or through a window, in the manner
   * of Y. LeCun's papers: cells of the padding count.
   */
  public long links() {
    return spec.figures().links();
  }

  /** How often a weight is multiplied with a cell, for one image. */
  public long multiplyAdds() {
    return spec.figures().multiplyAdds();
  }

  /**
   * How many cells of the network's first input a unit sees along each spatial axis, from the first
   * to the last, padding included; a new array, empty where the input has no spatial axes. Behind a
   * layer of windows of k cells it is {@code field + (k - 1) jump}.
   */
  public int[] receptiveField() {
    return spec.figures().field().clone();
  }

  /**
   * How many cells of the network's first input lie between what a unit sees and what its neighbour
   * sees, along each spatial axis: the product of all strides, below 1 where layers enlarge; a new
   * array.
   */
  public double[] jump() {
    return spec.figures().jump().clone();
  }

  @Override
  public String toString() {
    return name()
        + ": "
        + title()
        + " -> "
        + Arrays.toString(spec.outputShape())
        + (parameterCount == 0 ? "" : ", " + parameterCount + " parameters");
  }
}
