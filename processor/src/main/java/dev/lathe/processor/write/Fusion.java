package dev.lathe.processor.write;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.network.LayerModel;
import dev.lathe.processor.network.LayerOperation;
import dev.lathe.processor.network.NetworkModel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Where the layers of a network are computed in its inference pass. */
final class Fusion {
  private final NetworkModel network;
  private final Set<String> withKernels = new HashSet<>();
  private final Set<Integer> needed = new HashSet<>();
  private final Map<String, String> folded = new HashMap<>();

  /**
   * Looks at one pass.
   *
   * @param graph after the rewrites
   */
  Fusion(NetworkModel network, Graph graph) {
    this.network = network;
    for (Node node : graph.nodes()) {
      if (node.operation() instanceof Operation.Parameter parameter) {
        parameter.folding().ifPresent(folding -> folded.put(folding.label(), node.layer()));
      } else {
        withKernels.add(node.layer());
      }
    }
    Deque<Integer> open = new ArrayDeque<>(network.outputs());
    while (!open.isEmpty()) {
      int layer = open.pop();
      if (layer >= 0 && needed.add(layer)) {
        open.addAll(network.layers().get(layer).sources());
      }
    }
  }

  /** Whether the layer has a part in what inference hands out; others are a training's. */
  boolean isNeeded(int index) {
    // A file's layers are those of inference, and do not say what they read.
    LayerModel layer = network.layers().get(index);
    return needed.contains(index)
        || layer.operation().orElse(null) instanceof LayerOperation.Imported;
  }

  /** In a few words; empty for a layer that has kernels of its own. */
  String of(int index) {
    LayerModel layer = network.layers().get(index);
    boolean drops = layer.operation().orElse(null) instanceof LayerOperation.Dropout;
    if (!isNeeded(index) || (drops && layer.activation().isEmpty())) {
      return "training only";
    }
    if (withKernels.contains(layer.name())) {
      return "";
    }
    String weights = folded.get(layer.name());
    if (weights != null) {
      return "folded into " + weights;
    }
    int below = below(layer);
    if (below < 0) {
      return "";
    }
    return "in " + network.layers().get(below).name();
  }

  /** The layer whose kernels compute this one; an input, if none do. */
  private int below(LayerModel layer) {
    for (int source : layer.sources()) {
      if (source >= 0) {
        LayerModel below = network.layers().get(source);
        return withKernels.contains(below.name()) ? source : below(below);
      }
    }
    return LayerModel.IMAGE;
  }
}
