package dev.lathe.processor.translation;

import dev.lathe.processor.formula.Formulas;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.RunningStatistic;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.onnx.ElementType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Joins the outputs to one, and leaves out what none of them needs. */
final class Finish {
  private final GraphBuilder graph;
  private final Store store;
  private final boolean training;

  Finish(GraphBuilder graph, Store store, boolean training) {
    this.graph = graph;
    this.store = store;
    this.training = training;
  }

  Imported of(
      Ports ports, List<Imported.Port> outputs, List<Term> results, List<Imported.Layer> layers) {
    Graph whole = alive(graph.build(ends(results)));
    Graph clean = alive(new SinkTranspositions(whole, new MovedWeights(store)).sunk());
    Set<String> read = weights(clean);
    List<Imported.Weight> weights =
        store.stored().stream()
            .filter(stored -> read.contains(stored.name()))
            .map(
                stored ->
                    new Imported.Weight(
                        stored.name(),
                        stored.computed(),
                        stored.tensor(),
                        stored.learned(),
                        stored.start()))
            .toList();
    Set<String> used = new HashSet<>();
    clean.nodes().forEach(node -> used.add(node.layer()));
    List<Imported.Layer> visible =
        layers.stream()
            .filter(layer -> used.contains(layer.name()))
            .map(
                layer ->
                    new Imported.Layer(
                        layer.name(),
                        layer.node(),
                        layer.operator(),
                        layer.title(),
                        layer.output(),
                        store.withReplaced(layer.weights())))
            .toList();
    return new Imported(clean, ports.inputs(), outputs, visible, weights);
  }

  /** What is handed back, and of several values each, if losses may be of them. */
  private Node[] ends(List<Term> results) {
    Nodes nodes = new Nodes(graph, store, false, "network.output");
    List<Term> full = results.stream().filter(term -> term.size() > 0).toList();
    List<Node> ends = new ArrayList<>(List.of(output(nodes, full)));
    if (training && full.size() > 1) {
      full.forEach(term -> ends.add(computed(nodes, nodes.node(term))));
    }
    return ends.toArray(Node[]::new);
  }

  private Node output(Nodes nodes, List<Term> results) {
    List<Term> full = results;
    if (full.isEmpty()) {
      // Outputs without elements: a pass has one all the same.
      full = List.of(Term.Known.of(ElementType.FLOAT, Shape.of(1), 0));
    }
    if (full.size() == 1) {
      return computed(nodes, nodes.node(full.getFirst()));
    }
    long elements = full.stream().mapToLong(Term::size).sum();
    if (elements > Integer.MAX_VALUE - 8) {
      throw new LimitException("outputs of %,d elements together".formatted(elements));
    }
    List<Node> parts = new ArrayList<>();
    for (Term term : full) {
      parts.add(nodes.reshaped(computed(nodes, nodes.node(term)), Shape.of(term.size())));
    }
    return nodes.add(new Operation.Concatenate(0), parts.toArray(Node[]::new));
  }

  /** What is given, or stored, is not computed: its copy is. */
  private static Node computed(Nodes nodes, Node node) {
    boolean given = node.operands().isEmpty() || node.operation() instanceof Operation.Reshape;
    return given ? nodes.add(new Operation.Pointwise(Formulas.operand(0)), node) : node;
  }

  private static Graph alive(Graph graph) {
    boolean[] alive = new boolean[graph.nodes().size()];
    graph.outputs().forEach(id -> alive[id] = true);
    for (Node node : graph.nodes().reversed()) {
      alive[node.id()] |= node.operation() instanceof Operation.Input;
      if (alive[node.id()]) {
        node.operands().forEach(id -> alive[id] = true);
      }
    }
    GraphBuilder builder = new GraphBuilder(graph.name());
    Map<Integer, Node> copies = new HashMap<>();
    for (Node node : graph.nodes()) {
      if (alive[node.id()]) {
        Node[] operands = node.operands().stream().map(copies::get).toArray(Node[]::new);
        copies.put(
            node.id(),
            builder.add(node.name(), node.layer(), node.operation(), node.shape(), operands));
      }
    }
    return builder.build(graph.outputs().stream().map(copies::get).toArray(Node[]::new));
  }

  private static Set<String> weights(Graph graph) {
    Set<String> names = new HashSet<>();
    for (Node node : graph.nodes()) {
      if (node.operation() instanceof Operation.Parameter parameter) {
        names.add(parameter.name());
      }
      if (node.operation() instanceof Operation.BatchMean(Optional<RunningStatistic> statistic)) {
        statistic.ifPresent(running -> names.add(running.name()));
      }
    }
    return names;
  }
}
