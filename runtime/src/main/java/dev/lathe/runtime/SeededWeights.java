package dev.lathe.runtime;

import dev.lathe.runtime.spi.Blueprint;
import dev.lathe.runtime.spi.ParameterSpec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Weights that are drawn when a network is loaded. */
final class SeededWeights extends Weights {

  private final long seed;

  SeededWeights(long seed) {
    this.seed = seed;
  }

  @Override
  public List<String> names() {
    throw unresolved();
  }

  @Override
  public Tensor tensor(String name) {
    throw unresolved();
  }

  @Override
  public void save(Path file) {
    throw unresolved();
  }

  @Override
  TensorWeights resolve(Blueprint blueprint) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec parameter : blueprint.parameters()) {
      tensors.put(parameter.name(), draw(parameter));
    }
    return new TensorWeights(toString(), tensors, Map.of());
  }

  private Tensor draw(ParameterSpec parameter) {
    return switch (parameter.initial()) {
      case UNIFORM -> uniform(parameter);
      case NORMAL -> normal(parameter);
      case CONSTANT -> {
        float[] values = new float[parameter.size()];
        Arrays.fill(values, parameter.value());
        yield new Tensor(parameter.shape(), values);
      }
    };
  }

  /** By Box and Muller; StrictMath gives the same bits on every machine. */
  private Tensor normal(ParameterSpec parameter) {
    float[] values = new float[parameter.size()];
    long state = mix(seed) ^ hash(parameter.name());
    for (int i = 0; i < values.length; i++) {
      state += GOLDEN_GAMMA;
      double radius = ((mix(state) >>> 11) + 1) * 0x1p-53; // above 0, for the logarithm
      state += GOLDEN_GAMMA;
      double angle = (mix(state) >>> 11) * 0x1p-53 * 2 * Math.PI;
      values[i] = (float) (StrictMath.sqrt(-2 * StrictMath.log(radius)) * StrictMath.cos(angle));
    }
    return new Tensor(parameter.shape(), values);
  }

  private Tensor uniform(ParameterSpec parameter) {
    // Math.sqrt is exact to the last bit everywhere, as are the float operations below.
    float bound = (float) (1 / Math.sqrt(parameter.fanIn()));
    float[] values = new float[parameter.size()];
    long state = mix(seed) ^ hash(parameter.name());
    for (int i = 0; i < values.length; i++) {
      state += GOLDEN_GAMMA;
      float unit = (mix(state) >>> 40) * 0x1p-24f; // 24 bits, all that a float holds
      values[i] = bound * (2 * unit - 1);
    }
    return new Tensor(parameter.shape(), values);
  }

  // SplitMix64 (Steele, Lea, Flood 2014), written out since the JDK does not promise that its own
  // generators
  // give the same numbers in every release.
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** FNV-1a over the name's characters. */
  private static long hash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  private IllegalStateException unresolved() {
    return new IllegalStateException(
        "Weights.random("
            + seed
            + ") has no tensors before a network is loaded from it; ask"
            + " CompiledNetwork.of(network).weights() afterwards");
  }

  @Override
  public String toString() {
    return "random weights of seed " + seed;
  }
}
