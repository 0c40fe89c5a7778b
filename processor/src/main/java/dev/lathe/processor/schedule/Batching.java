package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Finds what a training pass had better compute for several images at once, and how: contractions
 * that use each of many weights once an image, as those of dense layers. One image after the other
 * they do nothing but bring weights from the far caches; several images share one such journey.
 *
 * <p>Weights and gradients are packed once, for batches and for single images. So both have the
 * same tile but for the images in it, and add in the same order: the bits are the same, too.
 */
final class Batching {

  /** Where the cost model sees a difference for a single image, batches may cost this much. */
  private static final double SINGLE_IMAGE = 1.1;

  /** With fewer sums at once, a single image waits for them and not for the second-level cache. */
  private static final int LEAST_SUMS = 4;

  private final ScheduledGraph scheduled;
  private final Graph graph;
  private final BatchPolicy policy;

  private Batching(ScheduledGraph scheduled, BatchPolicy policy) {
    this.scheduled = scheduled;
    this.graph = scheduled.graph();
    this.policy = policy;
  }

  /** A contraction for one image, and for each size of batches. */
  private record Joint(ScheduledContraction single, List<ScheduledContraction> batches) {}

  /** The same graph with batches, if it is a training pass in which they pay. */
  static ScheduledGraph apply(ScheduledGraph scheduled, BatchPolicy policy) {
    boolean isTraining =
        scheduled.graph().nodes().stream().anyMatch(scheduled.graph()::accumulates);
    return isTraining ? new Batching(scheduled, policy).apply() : scheduled;
  }

  private ScheduledGraph apply() {
    List<Node> nodes = candidates();
    double weights =
        nodes.stream()
            .filter(node -> node.operation() instanceof Operation.WeightGradient)
            .mapToDouble(node -> node.shape().size())
            .sum();
    List<Integer> sizes = policy.sizes(weights, arena());
    if (sizes.isEmpty()) {
      return scheduled;
    }
    Map<Integer, List<ScheduledContraction>> singles = new HashMap<>(scheduled.contractions());
    List<Map<Integer, List<ScheduledContraction>>> batches = new ArrayList<>();
    sizes.forEach(_ -> batches.add(new HashMap<>()));
    for (Node node : nodes) {
      List<ScheduledContraction> contractions = scheduled.contractions(node.id());
      List<Joint> joints = new ArrayList<>();
      for (int i = 0; i < contractions.size(); i++) {
        joint(contractions.get(i), ranked(node, i), sizes).ifPresent(joints::add);
      }
      if (joints.size() == contractions.size()) {
        singles.put(node.id(), joints.stream().map(Joint::single).toList());
        for (int size = 0; size < sizes.size(); size++) {
          int which = size;
          batches
              .get(size)
              .put(node.id(), joints.stream().map(each -> each.batches().get(which)).toList());
        }
      }
    }
    return new ScheduledGraph(
        graph,
        scheduled.machine(),
        scheduled.orders(),
        singles,
        scheduled.offers(),
        IntStream.range(0, sizes.size())
            .mapToObj(size -> new Batch(sizes.get(size), batches.get(size)))
            .toList());
  }

  private List<Node> candidates() {
    List<Node> nodes = new ArrayList<>();
    Set<Integer> derivatives = new HashSet<>();
    for (Node node : graph.nodes()) {
      if (isCandidate(node)) {
        nodes.add(node);
        if (node.operation() instanceof Operation.WeightGradient) {
          derivatives.add(node.operand(1));
        }
      }
    }
    // The bias's gradient would be all that keeps the images apart there.
    for (Node node : graph.nodes()) {
      if (node.operation() instanceof Operation.BiasGradient
          && derivatives.contains(node.operand(0))
          && scheduled.contractions(node.id()).stream().allMatch(this::usesEachOnce)) {
        nodes.add(node);
      }
    }
    return nodes;
  }

  private boolean isCandidate(Node node) {
    List<ScheduledContraction> contractions = scheduled.contractions(node.id());
    if (contractions.isEmpty() || !contractions.stream().allMatch(this::usesEachOnce)) {
      return false;
    }
    Contraction first = contractions.getFirst().contraction();
    Node weights = graph.node(first.accumulate() ? node.id() : first.right().orElseThrow().node());
    // A part of a joined map lies between others, which an image's copy would overwrite.
    boolean isPart =
        graph.users(node.id()).stream()
            .anyMatch(user -> user.operation() instanceof Operation.Concatenate);
    return weights.shape().size() >= policy.leastWeights() && !isPart;
  }

  /** Whether an image uses each weight once, or adds once to the gradient of each. */
  private boolean usesEachOnce(ScheduledContraction each) {
    Contraction contraction = each.contraction();
    boolean empty = contraction.axes().stream().anyMatch(axis -> axis.extent() == 0);
    if (empty || each.tiling().overlapping()) {
      return false;
    }
    if (contraction.accumulate()) {
      return uses(contraction, contraction.out());
    }
    return contraction.right().isPresent()
        && graph.node(contraction.right().get().node()).operation() instanceof Operation.Parameter
        && uses(contraction, contraction.right().get());
  }

  private static boolean uses(Contraction contraction, Access weights) {
    return contraction.axes().stream()
        .allMatch(axis -> axis.extent() == 1 || weights.dependsOn(axis.name()));
  }

  /** About the floats of an image's values: forward values are kept until the way back. */
  private double arena() {
    return graph.nodes().stream()
        .filter(node -> !(node.operation() instanceof Operation.Parameter))
        .filter(node -> !graph.accumulates(node))
        .filter(
            node ->
                !(node.operation() instanceof Operation.Activate)
                    && !(node.operation() instanceof Operation.ActivationGradient))
        .mapToDouble(this::floats)
        .sum();
  }

  private double floats(Node node) {
    int channels = node.shape().channels();
    boolean filled = scheduled.order(node.id()) == Order.CHANNELS_LAST;
    int pitch = filled ? scheduled.machine().padded(channels) : channels;
    return (double) node.shape().size() / Math.max(1, channels) * pitch;
  }

  /** What may be chosen for the node's contraction of this number. */
  private List<Candidate> ranked(Node node, int number) {
    ScheduledContraction chosen = scheduled.contractions(node.id()).get(number);
    return scheduled.offers(node.id()).stream()
        .filter(offer -> offer.contraction().equals(chosen.contraction()))
        .findFirst()
        .map(Offer::ranked)
        .orElse(List.of());
  }

  /** The best for the largest batch of those that are good for a single image. */
  private Optional<Joint> joint(
      ScheduledContraction chosen, List<Candidate> ranked, List<Integer> sizes) {
    Contraction contraction = chosen.contraction();
    Optional<Joint> best = Optional.empty();
    double least = Double.MAX_VALUE;
    for (Candidate single : ranked) {
      if (!isGood(chosen, single, ranked.getFirst())) {
        continue;
      }
      List<Candidate> batches = new ArrayList<>();
      for (int images : sizes) {
        batch(contraction.over(images), images, single.tiling()).ifPresent(batches::add);
      }
      if (batches.size() == sizes.size() && batches.getFirst().cycles() < least) {
        least = batches.getFirst().cycles();
        best = Optional.of(joint(chosen, single, batches, sizes));
      }
    }
    return best;
  }

  private static Joint joint(
      ScheduledContraction chosen, Candidate single, List<Candidate> batches, List<Integer> sizes) {
    Contraction contraction = chosen.contraction();
    return new Joint(
        new ScheduledContraction(contraction, single.tiling(), chosen.origin()),
        IntStream.range(0, sizes.size())
            .mapToObj(
                size ->
                    new ScheduledContraction(
                        contraction.over(sizes.get(size)),
                        batches.get(size).tiling(),
                        Origin.MODEL))
            .toList());
  }

  private static boolean isGood(ScheduledContraction chosen, Candidate single, Candidate best) {
    if (chosen.origin() != Origin.MODEL) {
      return single.tiling().equals(chosen.tiling());
    }
    return single.cycles() <= SINGLE_IMAGE * best.cycles()
        && (chosen.contraction().accumulate()
            || sums(chosen, single) >= Math.min(LEAST_SUMS, sums(chosen, best)));
  }

  private static int sums(ScheduledContraction chosen, Candidate candidate) {
    Contraction contraction = chosen.contraction();
    Region region = Region.of(contraction, candidate.tiling()).getFirst();
    return TileShape.of(contraction, candidate.tiling(), region).accumulators();
  }

  /** The best tiling of a batch that agrees with one of a single image. */
  private Optional<Candidate> batch(Contraction contraction, int images, Tiling single) {
    List<Candidate> candidates = new ArrayList<>();
    for (int together = 1; together <= images; together++) {
      boolean isSummed = contraction.accumulate();
      if (isSummed ? together > 1 : images % together != 0) {
        continue;
      }
      SortedMap<String, Integer> tile = new TreeMap<>(single.tile());
      if (together > 1) {
        tile.put(Contraction.IMAGE, together);
      }
      TilingSearch.withTile(contraction, scheduled.machine(), single, tile).stream()
          .filter(candidate -> addsAlike(candidate.tiling(), single))
          .forEach(candidates::add);
    }
    return candidates.stream().min(Comparator.comparingDouble(Candidate::cycles));
  }

  /** Whether sums have the same order, but for the images. */
  private static boolean addsAlike(Tiling batch, Tiling single) {
    List<String> order = new ArrayList<>(batch.reduction());
    order.remove(Contraction.IMAGE);
    return order.equals(single.reduction())
        && batch.shared() == single.shared()
        && (!batch.shared() || batch.unrolled().equals(single.unrolled()));
  }
}
