package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Weights that are fetched some trips before they are multiplied. A core begins to read a cache
 * line when the load comes among the few hundred instructions that it looks at, and words of 24
 * bits have five or six for each line: so few lines are under way at once that the third-level
 * cache waits. Of Torch's example net the dense layer, 2 MB so, takes 17 us in the place of 20, the
 * whole net 35.8 in the place of 40.4 (rows of the race).
 *
 * <p>That is where the weights of a pass do not stay in the second-level cache from call to call,
 * and stay in the third. By itself, in the second-level cache for the most part, the same layer
 * takes 16 us instead of 14; 4096 inputs and outputs, from memory, took 1.8 ms instead of 1.4.
 */
public final class ReadAhead {

  /** How far ahead, in floats: 4 KB. Half and double of it are the same. */
  public static final int FLOATS = 1024;

  private ReadAhead() {}

  /** The same graph with weights of an inference pass read ahead, if it has that many. */
  static ScheduledGraph apply(ScheduledGraph scheduled) {
    double bytes = weights(scheduled);
    return scheduled.isTraining()
            || bytes <= Machine.CACHES.weightsOfPass()
            || bytes > Machine.CACHES.allWeights()
        ? scheduled
        : scheduled.map(each -> each.readingAhead(isStreamed(each)));
  }

  /** Bytes of all weights that contractions read: each once, however many share it. */
  private static double weights(ScheduledGraph scheduled) {
    Graph graph = scheduled.graph();
    return scheduled.contractions().values().stream()
        .flatMap(List::stream)
        .filter(each -> each.contraction().right().isPresent())
        .collect(
            Collectors.toMap(
                each -> each.contraction().right().orElseThrow().node(),
                each -> bytes(graph, each),
                Math::max))
        .values()
        .stream()
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  private static double bytes(Graph graph, ScheduledContraction each) {
    Node node = graph.node(each.contraction().right().orElseThrow().node());
    return node.operation() instanceof Operation.Parameter
        ? stored(each) * node.shape().size() * Float.BYTES
        : 0;
  }

  /** What part of its weights' memory a contraction reads: less than all if they are rounded. */
  private static double stored(ScheduledContraction each) {
    if (!each.tiling().isRounded()) {
      return 1;
    }
    int vectors = vectors(each, each.regions().getFirst());
    return (double) RoundedWeights.stored(vectors) / vectors;
  }

  private static int vectors(ScheduledContraction each, Region region) {
    return TileShape.of(each.contraction(), each.tiling(), region).vectorLoads();
  }

  /** Whether a contraction walks once through many weights of its own. */
  private static boolean isStreamed(ScheduledContraction each) {
    Contraction contraction = each.contraction();
    Tiling tiling = each.tiling();
    boolean once = contraction.right().map(contraction::usesEachOnce).orElse(false);
    double bytes = (double) contraction.multiplyAdds() * Float.BYTES;
    return once
        && tiling.lanes() > 1
        && !contraction.sumsLanes(tiling)
        && each.packedFor().isEmpty()
        && bytes > Machine.CACHES.firstLevel();
  }

  /**
   * How many cache lines some summands of a region's tile take.
   *
   * @param summands of a trip
   */
  public static int lines(ScheduledContraction scheduled, Region region, int summands) {
    int vectors = vectors(scheduled, region);
    int stored = scheduled.tiling().isRounded() ? RoundedWeights.stored(vectors) : vectors;
    return Math.ceilDiv(summands * stored * scheduled.tiling().lanes(), Caches.LINE_FLOATS);
  }
}
