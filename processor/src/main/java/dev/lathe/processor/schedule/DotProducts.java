package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.loop.Index;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Lets the way back of a training pass read weights as the way forward has them packed. A dense
 * layer's data gradient sums over what vectors run along in the layer itself: there each lane sums
 * its share of the products, and the lanes are added at the end ({@link
 * dev.lathe.processor.loop.Expression.PairSum}). That costs three or four instructions a sum; with
 * vectors along the other axis the same weights had to be packed a second time in every step,
 * turned, which was a fifth of a step of LeNet-5 with one image.
 */
final class DotProducts {

  /** Enough sums at once to hide the latency of their additions. */
  private static final int LEAST_SUMS = 8;

  private final ScheduledGraph scheduled;
  private final Graph graph;
  private final int lanes;
  private final int leastWeights;
  private final Map<Integer, List<ScheduledContraction>> singles;
  private final Map<Integer, ScheduledContraction> products = new HashMap<>();

  private DotProducts(ScheduledGraph scheduled, int leastWeights) {
    this.scheduled = scheduled;
    this.graph = scheduled.graph();
    this.lanes = scheduled.machine().lanes();
    this.leastWeights = leastWeights;
    this.singles = new HashMap<>(scheduled.contractions());
  }

  /**
   * The same graph with dot products, if it is a training pass: weights that stay are packed once.
   *
   * @param leastWeights from how many on it pays
   */
  static ScheduledGraph apply(ScheduledGraph scheduled, int leastWeights) {
    // Sums along lanes have another order with vectors of another width.
    return !scheduled.isTraining() || scheduled.machine().isScalar() || scheduled.machine().strict()
        ? scheduled
        : new DotProducts(scheduled, leastWeights).apply();
  }

  private ScheduledGraph apply() {
    for (Node node : graph.nodes()) {
      dotProduct(node).ifPresent(each -> products.put(node.id(), each));
    }
    products.forEach((node, each) -> singles.put(node, List.of(each)));
    return new ScheduledGraph(
        graph,
        scheduled.machine(),
        scheduled.orders(),
        singles,
        scheduled.offers(),
        scheduled.microBatches().stream().map(each -> with(each, products)).toList());
  }

  private static ScheduledMicroBatch with(
      ScheduledMicroBatch microBatch, Map<Integer, ScheduledContraction> products) {
    Map<Integer, List<ScheduledContraction>> contractions =
        new HashMap<>(microBatch.contractions());
    products.forEach(
        (node, each) ->
            contractions.computeIfPresent(
                node,
                (_, _) ->
                    List.of(
                        new ScheduledContraction(
                            each.contraction().over(microBatch.images()),
                            each.tiling(),
                            each.origin(),
                            each.packedFor()))));
    return new ScheduledMicroBatch(microBatch.images(), contractions);
  }

  private Optional<ScheduledContraction> dotProduct(Node node) {
    List<ScheduledContraction> own = scheduled.contractions(node.id());
    if (own.size() != 1 || !isCandidate(node, own.getFirst())) {
      return Optional.empty();
    }
    int weights = own.getFirst().contraction().right().orElseThrow().node();
    for (Node user : graph.users(weights)) {
      Optional<ScheduledContraction> owner =
          user.id() < node.id() && !products.containsKey(user.id())
              ? readable(user, weights)
              : Optional.empty();
      Optional<ScheduledContraction> product =
          owner.flatMap(each -> dotProduct(own.getFirst(), each));
      if (product.isPresent()) {
        singles.put(user.id(), List.of(owner.orElseThrow()));
        return product;
      }
    }
    return Optional.empty();
  }

  /** The contraction of a node whose packed weights others can read, if need be in other tiles. */
  private Optional<ScheduledContraction> readable(Node node, int weights) {
    List<ScheduledContraction> own = singles.getOrDefault(node.id(), List.of());
    if (own.size() != 1) {
      return Optional.empty();
    }
    if (PackedWalk.isReadable(own.getFirst(), weights)) {
      return Optional.of(own.getFirst());
    }
    boolean isDecided =
        own.getFirst().origin() != Origin.MODEL
            || scheduled.microBatches().stream()
                .anyMatch(each -> each.contractions().containsKey(node.id()));
    return isDecided
        ? Optional.empty()
        : evenTiles(node, own.getFirst()).filter(each -> PackedWalk.isReadable(each, weights));
  }

  private Optional<ScheduledContraction> evenTiles(Node node, ScheduledContraction own) {
    List<Candidate> ranked = scheduled.ranked(node.id(), own.contraction());
    return ranked.stream()
        .filter(each -> each.cycles() <= MicroBatchTilings.UNEVEN * ranked.getFirst().cycles())
        .filter(each -> PackedWalk.isEven(own.contraction(), each.tiling()))
        .findFirst()
        .map(each -> new ScheduledContraction(own.contraction(), each.tiling(), own.origin()));
  }

  /** Whether it multiplies many weights, each once, by channels that lie side by side. */
  private boolean isCandidate(Node node, ScheduledContraction scheduledNode) {
    Contraction contraction = scheduledNode.contraction();
    if (scheduledNode.origin() != Origin.MODEL
        || contraction.accumulate()
        || contraction.right().isEmpty()
        || contraction.bias().isPresent()
        || contraction.addend().isPresent()
        || contraction.function().isPresent()
        || contraction.hasGroups()
        || !contraction.axes(Axis.Role.POOLED).isEmpty()
        || !isSumOverChannels(contraction)) {
      return false;
    }
    Access weights = contraction.right().get();
    Node read = graph.node(contraction.left().node());
    return graph.node(weights.node()).operation() instanceof Operation.Parameter parameter
        && parameter.transform().isEmpty()
        && parameter.folding().isEmpty()
        && graph.node(weights.node()).shape().size() >= leastWeights
        && weights.blocks().isEmpty()
        && contraction.usesEachOnce(weights)
        && contraction.left().isChannel(AxisNames.INPUT)
        && contraction.out().isChannel(AxisNames.CHANNEL)
        && scheduled.order(node.id()) == Order.CHANNELS_LAST
        && scheduled.order(read.id()) == Order.CHANNELS_LAST
        && new Filling(scheduled).isZero(read);
  }

  /** Whether it sums over channels, and over nothing else. */
  private static boolean isSumOverChannels(Contraction contraction) {
    return contraction.axes(Axis.Role.SUMMED).stream()
            .allMatch(axis -> axis.extent() == 1 || axis.name().equals(AxisNames.INPUT))
        && contraction.axes().stream().noneMatch(axis -> axis.extent() == 0)
        && contraction.axis(AxisNames.INPUT).extent() > 1;
  }

  /** The products of one contraction along the vectors of another one. */
  private Optional<ScheduledContraction> dotProduct(
      ScheduledContraction own, ScheduledContraction other) {
    Contraction contraction = own.contraction();
    Access weights = contraction.right().orElseThrow();
    Access packed = other.contraction().right().orElseThrow();
    String vectorAxis = other.tiling().vectorAxis();
    boolean meets = false;
    for (int d = 0; d < weights.coordinates().size(); d++) {
      boolean isSummed = weights.coordinates().get(d).terms().containsKey(AxisNames.INPUT);
      boolean isVector = packed.coordinates().get(d).terms().containsKey(vectorAxis);
      if (isSummed != isVector
          || (isSummed && !weights.coordinates().get(d).equals(packedAs(packed, d, vectorAxis)))) {
        return Optional.empty();
      }
      meets |= isSummed;
    }
    return meets ? Optional.of(alongLanes(own, other)) : Optional.empty();
  }

  private static Index packedAs(Access packed, int coordinate, String vectorAxis) {
    return packed.coordinates().get(coordinate).with(vectorAxis, Index.variable(AxisNames.INPUT));
  }

  private ScheduledContraction alongLanes(ScheduledContraction own, ScheduledContraction other) {
    Contraction contraction = own.contraction();
    int inTile = other.tiling().tile(other.tiling().vectorAxis());
    Contraction products = LaneSums.of(contraction, lanes, inTile);
    SortedMap<String, Integer> tile = new TreeMap<>();
    int sums = Math.max(lanes, LEAST_SUMS);
    tile.put(AxisNames.CHANNEL, Math.min(sums, contraction.axis(AxisNames.CHANNEL).extent()));
    List<String> loops =
        products.axes(Axis.Role.SUMMED).stream()
            .filter(axis -> axis.extent() > 1 && !axis.name().equals(AxisNames.LANE))
            .map(Axis::name)
            .toList();
    Tiling tiling = new Tiling(lanes, AxisNames.LANE, false, tile, loops, List.of(), false);
    return new ScheduledContraction(products, tiling, own.origin(), Optional.of(other));
  }
}
