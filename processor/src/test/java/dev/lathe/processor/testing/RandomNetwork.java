package dev.lathe.processor.testing;

import dev.lathe.processor.graph.Activation;
import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A random chain of layers with a random image and parameters.
 *
 * @param rank the number of spatial axes
 * @param channels of the image
 * @param layers in order
 * @param seed of all numbers
 */
public record RandomNetwork(int rank, int channels, List<Layer> layers, long seed) {

  /** What a layer does. */
  public enum Kind {
    CONVOLUTION,
    TRANSPOSED_CONVOLUTION,
    MAX_POOL,
    MAX_POOL_SIDE_BY_SIDE,
    AVERAGE_POOL,
    ADAPTIVE_POOL,
    SMOOTH_POOL,
    ACTIVATION,
    DENSE,
    SOFTMAX,
    LOG_SOFTMAX,
    RESIDUAL
  }

  /** Which maps a convolution connects, and whether its positions share their weights. */
  public enum Connected {
    FULL,
    DEPTHWISE,
    PAIRS,
    TABLE,
    UNTIED
  }

  /**
   * One layer; of the parts, each kind uses what it has use for.
   *
   * @param axes three, of which the layer uses the first as many as the map has axes
   * @param option bias of a convolution, counted padding of an average
   * @param flip whether a convolution flips its kernel
   * @param connected what a convolution connects
   */
  public record Layer(
      Kind kind,
      int filters,
      List<Axis> axes,
      boolean option,
      boolean flip,
      Activation function,
      Connected connected) {

    static Arbitrary<Layer> of(Kind... kinds) {
      return Combinators.combine(
              Arbitraries.of(kinds),
              Arbitraries.integers().between(1, 5),
              Axis.any().list().ofSize(3),
              Arbitraries.of(true, false),
              Arbitraries.of(true, false),
              Arbitraries.of(Activation.class),
              Arbitraries.of(Connected.class))
          .as(Layer::new);
    }
  }

  /** Networks of 1 to 7 layers over maps of 0 to 3 axes. */
  public static Arbitrary<RandomNetwork> any() {
    return of(7, Kind.values());
  }

  /** Networks of one layer of one of the kinds. */
  public static Arbitrary<RandomNetwork> of(Kind... kinds) {
    return of(1, kinds);
  }

  private static Arbitrary<RandomNetwork> of(int mostLayers, Kind... kinds) {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(1, 5),
            Layer.of(kinds).list().ofMinSize(1).ofMaxSize(mostLayers),
            Arbitraries.longs())
        .as(RandomNetwork::new)
        .filter(RandomNetwork::isSmall);
  }

  /** The forward graph; its output is the last layer's value. */
  public Graph graph() {
    return RandomNetworkGraph.of(this);
  }

  /** Random parameters for a graph, under their names; the same ones for every graph with them. */
  public Map<String, double[]> parameters(Graph graph) {
    Map<String, double[]> parameters = new LinkedHashMap<>();
    for (Node node : graph.parameters()) {
      String name = ((Operation.Parameter) node.operation()).name();
      parameters.put(name, numbers(node.shape().size(), name.hashCode()));
    }
    return parameters;
  }

  /** The image. */
  public double[] input(Graph graph) {
    return numbers(graph.node(0).shape().size(), 1);
  }

  /** Random numbers of the seed and {@code stream}. */
  public double[] numbers(int size, long stream) {
    return new Random(seed * 31 + stream).doubles(size, -1, 1).toArray();
  }

  /** Transposed convolutions in a row can make maps of millions of cells. */
  private boolean isSmall() {
    return graph().nodes().stream().allMatch(node -> node.shape().size() <= 3000);
  }
}
