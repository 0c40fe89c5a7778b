package dev.lathe.processor.network;

import dev.lathe.processor.formula.Formula;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;

/** Writes the nodes of one {@link TensorLayer}. */
public final class LayerNodes {
  private final GraphBuilder graph;
  private final String layer;
  private final UnaryOperator<String> names;
  private final List<Node> inputs;
  private final List<Node> parameters;

  /**
   * Writes nodes of a layer.
   *
   * @param names makes the name of the next node from what it is
   */
  LayerNodes(
      GraphBuilder graph,
      String layer,
      UnaryOperator<String> names,
      List<Node> inputs,
      List<Node> parameters) {
    this.graph = graph;
    this.layer = layer;
    this.names = names;
    this.inputs = List.copyOf(inputs);
    this.parameters = List.copyOf(parameters);
  }

  /** How many nodes a layer adds to a graph. */
  static int count(TensorLayer what, List<Shape> inputs) {
    GraphBuilder scratch = new GraphBuilder("");
    List<Node> given =
        inputs.stream().map(x -> scratch.add("x", "", new Operation.Input(), x)).toList();
    List<Node> parameters = new ArrayList<>();
    for (ParameterModel parameter : what.parameters("", inputs.getFirst())) {
      Operation operation = new Operation.Parameter(parameter.name(), parameter.stored());
      parameters.add(scratch.add(parameter.name(), "", operation, parameter.computed()));
    }
    what.append(new LayerNodes(scratch, "", ending -> ending, given, parameters));
    return scratch.nodes().size() - given.size() - parameters.size();
  }

  /** What the layer reads, the first of several. */
  public Node input() {
    return inputs.getFirst();
  }

  /** All that the layer reads. */
  public List<Node> inputs() {
    return inputs;
  }

  /** The learned tensor number {@code index}. */
  public Node parameter(int index) {
    return parameters.get(index);
  }

  /** Whether the layer has learned tensors. */
  public boolean hasParameters() {
    return !parameters.isEmpty();
  }

  /** Adds a node; {@code ending} says what it is. */
  public Node add(String ending, Operation operation, Node... operands) {
    return graph.add(names.apply(ending), layer, operation, operands);
  }

  /** Adds a node whose shape does not follow from its operands. */
  public Node add(String ending, Operation operation, Shape shape, Node... operands) {
    return graph.add(names.apply(ending), layer, operation, shape, operands);
  }

  /** Adds an element-wise formula. */
  public Node pointwise(String ending, Formula formula, Node... operands) {
    return add(ending, new Operation.Pointwise(formula), operands);
  }

  /** Adds a fold along some axes, which keep the extent 1. */
  public Node reduce(String ending, Reduction reduction, List<Integer> axes, Node x) {
    return add(ending, new Operation.Reduce(reduction, axes), x);
  }

  /** Adds a movement of elements. */
  public Node reindex(String ending, Relocation relocation, Node x) {
    return add(ending, new Operation.Reindex(relocation), x);
  }

  /** Adds another shape of the same elements. */
  public Node reshape(String ending, Shape shape, Node x) {
    return add(ending, new Operation.Reshape(), shape, x);
  }

  /** Adds values behind each other along an axis; a single one is left as it is. */
  public Node concatenate(String ending, int axis, List<Node> values) {
    return values.size() == 1
        ? values.getFirst()
        : add(ending, new Operation.Concatenate(axis), values.toArray(Node[]::new));
  }

  /** Adds fixed figures, row-major. */
  public Node figures(String ending, Shape shape, double... elements) {
    Operation constant = new Operation.Constant(DoubleStream.of(elements).boxed().toList());
    return add(ending, constant, shape);
  }
}
