package dev.lathe.processor.export;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.network.ForwardGraph;
import dev.lathe.processor.network.LayerModel;
import dev.lathe.processor.network.NetworkInput;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.translation.Imported;
import java.util.ArrayList;
import java.util.List;

/**
 * A network that is to leave.
 *
 * @param name the graph's name in the file
 * @param graph of inference
 * @param inputs the nodes that are given, in order
 * @param outputs the nodes whose values are handed back, in order
 */
public record Exportable(String name, Graph graph, List<Port> inputs, List<Port> outputs) {

  public Exportable {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * A node that is seen from outside.
   *
   * @param name in the file
   */
  public record Port(String name, Node node) {}

  /** A network of annotated layers: its inputs and outputs have their layers' names. */
  public static Exportable of(NetworkModel network) {
    Graph graph = ForwardGraph.of(network);
    List<Port> inputs = new ArrayList<>();
    for (NetworkInput input : network.inputs()) {
      String node =
          network.inputs().size() == 1
              ? ForwardGraph.IMAGE
              : ForwardGraph.IMAGE + "." + input.name();
      inputs.add(new Port(input.name(), named(graph, node)));
    }
    List<Port> outputs = new ArrayList<>();
    for (int index : network.outputs()) {
      LayerModel layer = network.layers().get(index);
      outputs.add(new Port(layer.name(), named(graph, layer.name())));
    }
    return new Exportable(network.name(), graph, inputs, outputs);
  }

  /** A network from a file: its inputs and outputs keep the names that they have there. */
  public static Exportable of(String name, Imported file) {
    Graph graph = file.graph();
    List<Imported.Port> full = file.inputs().stream().filter(Exportable::isFull).toList();
    List<Port> inputs = new ArrayList<>();
    for (Imported.Port port : full) {
      inputs.add(new Port(port.name(), full.size() == 1 ? input(graph) : part(graph, port.name())));
    }
    List<Imported.Port> given = file.outputs().stream().filter(Exportable::isFull).toList();
    Node result = graph.node(graph.outputs().getFirst());
    List<Port> outputs = new ArrayList<>();
    for (int k = 0; k < given.size(); k++) {
      Node node = given.size() == 1 ? result : graph.operand(result, k);
      outputs.add(new Port(given.get(k).name(), node));
    }
    return new Exportable(name, graph, inputs, outputs);
  }

  private static boolean isFull(Imported.Port port) {
    return port.shape().size() > 0;
  }

  private static Node input(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> node.operation() instanceof Operation.Input)
        .findFirst()
        .orElseThrow();
  }

  /** One of several inputs is cut out of the image, and mostly brought into its shape. */
  private static Node part(Graph graph, String name) {
    String plain = "network." + name.replaceAll("[^A-Za-z0-9_]", "_");
    return graph.nodes().stream()
        .filter(node -> node.name().equals(plain + ".shaped") || node.name().equals(plain))
        .reduce((_, last) -> last)
        .orElseGet(() -> input(graph));
  }

  private static Node named(Graph graph, String name) {
    return graph.nodes().stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no node " + name));
  }
}
