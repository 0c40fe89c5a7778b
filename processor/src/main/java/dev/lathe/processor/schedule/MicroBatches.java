package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.schedule.MicroBatchTilings.Joint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Adds to a training pass what it had better compute for several images at once: contractions that
 * use each of many weights once an image, as those of dense layers. One image after the other they
 * do nothing but bring weights from the far caches; several images share one such journey. {@link
 * MicroBatchCandidates} finds them, {@link MicroBatchPolicy} says for how many images it pays, and
 * {@link MicroBatchTilings} finds their tilings.
 */
final class MicroBatches {

  private MicroBatches() {}

  /** The same graph with micro-batches, if it is a training pass in which they pay. */
  static ScheduledGraph apply(ScheduledGraph scheduled, MicroBatchPolicy policy) {
    if (!scheduled.isTraining()) {
      return scheduled;
    }
    MicroBatchCandidates candidates = new MicroBatchCandidates(scheduled, policy.leastWeights());
    List<Node> nodes = candidates.nodes();
    List<Integer> sizes =
        policy.sizes(MicroBatchCandidates.weights(nodes), candidates.floatsOfImage());
    return sizes.isEmpty() ? scheduled : with(scheduled, nodes, sizes);
  }

  /** The same graph, with the nodes that have tilings for all sizes in micro-batches of these. */
  private static ScheduledGraph with(
      ScheduledGraph scheduled, List<Node> nodes, List<Integer> sizes) {
    Map<Integer, List<ScheduledContraction>> singles = new HashMap<>(scheduled.contractions());
    List<Map<Integer, List<ScheduledContraction>>> several = new ArrayList<>();
    sizes.forEach(_ -> several.add(new HashMap<>()));
    MicroBatchTilings tilings = new MicroBatchTilings(scheduled.machine(), sizes);
    for (Node node : nodes) {
      joints(scheduled, tilings, node)
          .ifPresent(
              joints -> {
                singles.put(node.id(), joints.stream().map(Joint::single).toList());
                for (int i = 0; i < sizes.size(); i++) {
                  int size = i;
                  several
                      .get(size)
                      .put(
                          node.id(),
                          joints.stream().map(each -> each.several().get(size)).toList());
                }
              });
    }
    return new ScheduledGraph(
        scheduled.graph(),
        scheduled.machine(),
        scheduled.orders(),
        singles,
        scheduled.offers(),
        IntStream.range(0, sizes.size())
            .mapToObj(size -> new ScheduledMicroBatch(sizes.get(size), several.get(size)))
            .toList());
  }

  /** All contractions of a node, if there are tilings for each of them. */
  private static Optional<List<Joint>> joints(
      ScheduledGraph scheduled, MicroBatchTilings tilings, Node node) {
    List<ScheduledContraction> contractions = scheduled.contractions(node.id());
    List<Joint> joints = new ArrayList<>();
    for (ScheduledContraction each : contractions) {
      tilings.joint(each, scheduled.ranked(node.id(), each.contraction())).ifPresent(joints::add);
    }
    return joints.size() == contractions.size() ? Optional.of(joints) : Optional.empty();
  }
}
