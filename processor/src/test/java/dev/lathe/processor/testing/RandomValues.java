package dev.lathe.processor.testing;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Random numbers for what a graph reads. */
public final class RandomValues {
  private RandomValues() {}

  /** Values for every parameter of a graph, under their names. */
  public static Map<String, double[]> parameters(Graph graph, Random random) {
    Map<String, double[]> values = new HashMap<>();
    for (Node node : graph.parameters()) {
      Operation.Parameter parameter = (Operation.Parameter) node.operation();
      double scale = 1 / Math.sqrt(Math.max(1, node.shape().size() / node.shape().channels()));
      values.put(parameter.name(), values(node.shape().size(), scale, random));
    }
    return values;
  }

  /** Floats as doubles, so that both precisions start from the same numbers. */
  public static double[] values(int size, double scale, Random random) {
    return random.doubles(size, -scale, scale).map(x -> (float) x).toArray();
  }
}
