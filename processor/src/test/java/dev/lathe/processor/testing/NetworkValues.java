package dev.lathe.processor.testing;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Weights and an image of a network, drawn so that values stay of the size of 1 in deep networks,
 * too.
 *
 * @param weights by their names, row-major as stored
 * @param image row-major; of several inputs one behind the other
 */
@SuppressWarnings("ArrayRecordComponent") // plain data between tests
public record NetworkValues(Map<String, float[]> weights, float[] image) {

  /** The values of one seed. */
  public static NetworkValues of(Graph graph, long seed) {
    Random random = new Random(seed);
    Map<String, float[]> weights = new HashMap<>();
    for (Node node : graph.nodes()) {
      if (node.operation() instanceof Operation.Parameter parameter) {
        weights.computeIfAbsent(parameter.name(), name -> tensor(name, parameter.stored(), random));
      }
    }
    Node input =
        graph.nodes().stream()
            .filter(node -> node.operation() instanceof Operation.Input)
            .findFirst()
            .orElseThrow();
    int numbers = numbers(graph);
    float[] image = new float[input.shape().size()];
    for (int k = 0; k < image.length; k++) {
      image[k] = numbers > 0 ? random.nextInt(numbers) : random.nextFloat(-1, 1);
    }
    return new NetworkValues(weights, image);
  }

  private static float[] tensor(String name, Shape shape, Random random) {
    float[] elements = new float[shape.size()];
    boolean positive = name.endsWith("running_var");
    float bound = shape.rank() < 2 ? 0.5f : (float) Math.sqrt(6.0 * shape.extent(0) / shape.size());
    for (int k = 0; k < elements.length; k++) {
      elements[k] = positive ? random.nextFloat(0.5f, 1.5f) : random.nextFloat(-bound, bound);
    }
    return elements;
  }

  /** How many rows the smallest table has whose rows are read; 0 without one. */
  private static int numbers(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> node.operation() instanceof Operation.Lookup)
        .mapToInt(node -> graph.operand(node, 1).shape().extent(0))
        .min()
        .orElse(0);
  }
}
