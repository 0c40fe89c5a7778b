package dev.lathe.processor.write;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.network.LayerModel;
import dev.lathe.processor.network.NetworkModel;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which layers are computed by the kernels of others. */
final class Fusion {
  private final NetworkModel network;
  private final Set<String> withKernels = new HashSet<>();

  /**
   * Looks at one pass.
   *
   * @param graph after the rewrites
   */
  Fusion(NetworkModel network, Graph graph) {
    this.network = network;
    for (Node node : graph.nodes()) {
      withKernels.add(node.layer());
    }
  }

  /** The layer whose kernels compute this one; absent if it has kernels of its own. */
  Optional<String> into(LayerModel layer) {
    if (withKernels.contains(layer.name())) {
      return Optional.empty();
    }
    List<Integer> sources = layer.sources();
    for (int source : sources) {
      if (source >= 0) {
        LayerModel below = network.layers().get(source);
        return Optional.of(into(below).orElse(below.name()));
      }
    }
    return Optional.empty();
  }
}
