package dev.lathe.processor.write;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.network.LayerModel;
import dev.lathe.processor.network.LayerOperation;
import dev.lathe.processor.network.NetworkModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the layers of a network are computed in its inference pass. */
final class Fusion {
  private final NetworkModel network;

  /** Of each layer that has kernels, the node that comes last. */
  private final Map<String, Integer> kernels = new HashMap<>();

  /** The layers whose kernels compute each layer; an input, where none do. */
  private final List<Integer> places = new ArrayList<>();

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
        kernels.put(node.layer(), node.id());
      }
    }
    for (int layer = 0; layer < network.layers().size(); layer++) {
      places.add(place(layer));
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
    if (kernels.containsKey(layer.name())) {
      return "";
    }
    String weights = folded.get(layer.name());
    if (weights != null) {
      return "folded into " + weights;
    }
    int place = places.get(index);
    return place < 0 ? "" : "in " + network.layers().get(place).name();
  }

  /**
   * Where there are several sources, the kernel that comes last has the layer: it reads what the
   * others have stored.
   */
  private int place(int index) {
    LayerModel layer = network.layers().get(index);
    if (kernels.containsKey(layer.name())) {
      return index;
    }
    return layer.sources().stream()
        .filter(source -> source >= 0)
        .map(places::get)
        .filter(place -> place >= 0)
        .max(Comparator.comparing(place -> kernels.get(network.layers().get(place).name())))
        .orElse(LayerModel.IMAGE);
  }
}
