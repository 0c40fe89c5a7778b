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
