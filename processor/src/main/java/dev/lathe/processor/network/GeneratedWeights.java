package dev.lathe.processor.network;

import dev.lathe.processor.graph.Connections;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Weights that are a layer's value. The zeros between maps that a table does not connect exist in
 * packed weights alone; where weights are computed they are put there, and all maps are connected.
 */
final class GeneratedWeights {
  private GeneratedWeights() {}

  /** The operation that reads the weight which {@link #append} makes. */
  static LayerOperation connected(LayerOperation operation) {
    return operation instanceof LayerOperation.Convolution convolution
            && convolution.connections() instanceof Connections.Table
        ? new LayerOperation.Convolution(
            convolution.window(),
            Connections.full(),
            convolution.filters(),
            convolution.bias(),
            convolution.flip(),
            convolution.border())
        : operation;
  }

  /** How many nodes make the weight. */
  static int count(LayerOperation operation) {
    return connected(operation).equals(operation) ? 1 : 3;
  }

  /** The weight that is read, of the second input in the order in which it would be stored. */
  static Node append(LayerNodes nodes, LayerOperation operation, Shape stored) {
    Node kernels = nodes.reshape("weights", stored, nodes.inputs().get(1));
    if (!(operation instanceof LayerOperation.Convolution convolution
        && convolution.connections() instanceof Connections.Table(List<List<Integer>> rows))) {
      return kernels;
    }
    int inputs = nodes.input().shape().channels();
    List<Integer> table =
        new ArrayList<>(Collections.nCopies(rows.size() * inputs, Relocation.OUTSIDE));
    int kernel = 0;
    for (int o = 0; o < rows.size(); o++) {
      for (int i : rows.get(o)) {
        table.set(o * inputs + i, kernel++);
      }
    }
    Relocation connections = Relocation.identity(stored).withIndices(0, table);
    Node connected = nodes.reindex("connected", connections, kernels);
    List<Integer> extents = new ArrayList<>(List.of(rows.size(), inputs));
    extents.addAll(convolution.window().kernel());
    return nodes.reshape("full", new Shape(extents), connected);
  }
}
