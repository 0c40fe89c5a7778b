package dev.lathe.processor.idiom;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.GraphBuilder;
import dev.lathe.processor.graph.GraphInterpreter;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** The values that do not depend on what a network is given: weights, and what is made of them. */
public final class KnownValues {
  private final Graph graph;
  private final Function<String, float[]> weights;

  /**
   * @param weights the elements of a stored tensor, by its name
   */
  public KnownValues(Graph graph, Function<String, float[]> weights) {
    this.graph = graph;
    this.weights = weights;
  }

  /** The elements, row-major; to be left as they are. */
  public float[] of(Node node) {
    return switch (node.operation()) {
      case Operation.Parameter parameter -> weights.apply(parameter.name());
      case Operation.Constant(List<Double> elements) -> constant(elements, node.shape().size());
      case Operation.Reshape() -> of(graph.operand(node, 0));
      default -> computed(node);
    };
  }

  private static float[] constant(List<Double> elements, int size) {
    float[] all = new float[size];
    Arrays.fill(all, elements.getFirst().floatValue());
    for (int k = 0; k < elements.size(); k++) {
      all[k] = elements.get(k).floatValue();
    }
    return all;
  }

  /** By the interpreter, in double precision. */
  private float[] computed(Node node) {
    SortedSet<Integer> needed = new TreeSet<>();
    collect(node, needed);
    GraphBuilder builder = new GraphBuilder("");
    Map<Integer, Node> copies = new HashMap<>();
    Map<String, double[]> parameters = new LinkedHashMap<>();
    for (int id : needed) {
      Node each = graph.node(id);
      List<Node> operands = new ArrayList<>();
      each.operands().forEach(operand -> operands.add(copies.get(operand)));
      copies.put(
          id,
          builder.add(
              each.name(), "", each.operation(), each.shape(), operands.toArray(Node[]::new)));
      if (each.operation() instanceof Operation.Parameter parameter) {
        parameters.put(parameter.name(), GraphInterpreter.widen(weights.apply(parameter.name())));
      }
    }
    Graph part = builder.build(builder.node(needed.size() - 1));
    double[] value = GraphInterpreter.evaluate(part, parameters, new double[0]).output(0);
    float[] rounded = new float[value.length];
    for (int k = 0; k < rounded.length; k++) {
      rounded[k] = (float) value[k];
    }
    return rounded;
  }

  private void collect(Node node, SortedSet<Integer> needed) {
    if (needed.add(node.id())) {
      node.operands().forEach(id -> collect(graph.node(id), needed));
    }
  }
}
