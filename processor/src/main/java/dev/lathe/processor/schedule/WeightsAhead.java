package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Weights that are fetched some trips before they are multiplied. A core begins to read a cache
 * line when the load comes among the few hundred instructions that it looks at, and words of 24
 * bits have five or six for each line: so few lines are under way at once that the third-level
 * cache waits. Torch's example net, whose dense layer has 2 MB of them, takes 35.8 us so in the
 * place of 40.4 (512-bit vectors, its row of the race).
 *
 * <p>That is in inference, where the weights of a pass do not stay in the second-level cache from
 * call to call, and do in the third. A compiler that read ahead everywhere made the same layer by
 * itself, in the second-level cache for the most part, take 16 us instead of 14 ({@code tune --all
 * --rounds 9 --forks 1 --candidates 1}), and 4096 inputs and outputs, from memory, 1.8 ms instead
 * of 1.4 (the race).
 */
public final class WeightsAhead {

  /** How far ahead, in floats: 4 KB. Half and double of it are the same. */
  public static final int FLOATS = 1024;

  private WeightsAhead() {}

  /** The same graph with weights of an inference pass read ahead, if it has that many. */
  static ScheduledGraph apply(ScheduledGraph scheduled) {
    if (scheduled.isTraining()) {
      return scheduled;
    }
    Graph graph = scheduled.graph();
    Map<Integer, Double> bytes = new HashMap<>();
    Map<Integer, Long> products = new HashMap<>();
    for (List<ScheduledContraction> all : scheduled.contractions().values()) {
      for (ScheduledContraction each : all) {
        Contraction contraction = each.contraction();
        contraction
            .right()
            .map(right -> graph.node(right.node()))
            .filter(node -> node.operation() instanceof Operation.Parameter)
            .ifPresent(
                weights -> {
                  bytes.merge(weights.id(), bytes(weights, each), Math::max);
                  products.merge(weights.id(), contraction.multiplyAdds(), Long::sum);
                });
      }
    }
    double pass = bytes.values().stream().mapToDouble(Double::doubleValue).sum();
    if (pass <= Machine.CACHES.weightsOfPass() || pass > Machine.CACHES.allWeights()) {
      return scheduled;
    }
    products
        .entrySet()
        .removeIf(each -> each.getValue() > graph.node(each.getKey()).shape().size());
    return scheduled.map(each -> isStreamed(each, products.keySet()) ? each.readingAhead() : each);
  }

  private static double bytes(Node weights, ScheduledContraction each) {
    double bytes = (double) weights.shape().size() * Float.BYTES;
    if (!each.tiling().isRounded()) {
      return bytes;
    }
    int vectors = vectors(each, each.regions().getFirst());
    return bytes * RoundedWeights.stored(vectors) / vectors;
  }

  private static int vectors(ScheduledContraction each, Region region) {
    return TileShape.weights(each.contraction(), region);
  }

  /**
   * Whether a contraction walks through a stream of many weights.
   *
   * @param once weights that a pass uses once each: what several steps of a recurrent layer read is
   *     in the second-level cache from the second on
   */
  private static boolean isStreamed(ScheduledContraction each, Set<Integer> once) {
    Contraction contraction = each.contraction();
    Tiling tiling = each.tiling();
    TileShape shape = TileShape.of(contraction, tiling, each.regions().getFirst());
    double bytes = (double) contraction.multiplyAdds() * Float.BYTES;
    return contraction.right().map(right -> once.contains(right.node())).orElse(false)
        && Streaming.readsSegment(contraction, tiling.vectorAxis(), tiling.lanes(), shape)
        && bytes > Machine.CACHES.firstLevel();
  }

  /**
   * How many cache lines some summands of a region's tile take; 0 if they are less than one, of
   * which every trip would read the same.
   *
   * @param summands of a trip
   */
  public static int lines(ScheduledContraction scheduled, Region region, int summands) {
    int vectors = vectors(scheduled, region);
    int stored = scheduled.tiling().isRounded() ? RoundedWeights.stored(vectors) : vectors;
    int floats = summands * stored * scheduled.tiling().lanes();
    return floats < Caches.LINE_FLOATS ? 0 : Math.ceilDiv(floats, Caches.LINE_FLOATS);
  }
}
