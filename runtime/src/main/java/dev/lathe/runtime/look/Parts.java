package dev.lathe.runtime.look;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Lathe;
import dev.lathe.runtime.Tensor;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.WeightsException;
import dev.lathe.runtime.spi.ParameterSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A network's first layers as a network of their own, whose output is a value inside of the whole
 * one: an interface that declares the same layers up to the one that is to be looked at.
 */
public final class Parts {
  private Parts() {}

  /**
   * Loads {@code part} with those weights of a network that it has itself.
   *
   * @param part an interface whose layers have the names and shapes of the network's
   * @param network what {@code Lathe.load} returned
   * @throws WeightsException if the network has not all weights of the part
   */
  public static <T> T load(Class<T> part, Object network) {
    Weights whole = CompiledNetwork.of(network).weights();
    T loaded = Lathe.load(part, Weights.random(0));
    CompiledNetwork compiled = CompiledNetwork.of(loaded);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec parameter : compiled.blueprint().parameters()) {
      if (whole.names().contains(parameter.name())) {
        tensors.put(parameter.name(), whole.tensor(parameter.name()));
      }
    }
    compiled.swap(Weights.of(tensors));
    return loaded;
  }
}
