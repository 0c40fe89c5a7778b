package dev.lathe.processor.memory;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.schedule.Access;
import dev.lathe.processor.schedule.Order;
import dev.lathe.processor.schedule.Region;
import dev.lathe.processor.schedule.ScheduledContraction;
import dev.lathe.processor.schedule.ScheduledGraph;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Places what a training pass adds to, the sums of its parameters' gradients, and the weights that
 * it reads in the same places of the parameters' array ({@link WeightsInPlace}). That array begins
 * with the counterparts of all gradient sums, and goes on with weights that are packed.
 */
final class TrainedParameters {
  private final ScheduledGraph scheduled;
  private final Graph graph;
  private final PassOutputs outputs;
  private final Packer gradients = new Packer();

  /** Gradient sums that contractions make, by the node. */
  private final Map<Integer, Function<Region, Operand>> sums = new HashMap<>();

  /** Those that other operations make. */
  private final Map<Integer, Located> outside = new HashMap<>();

  /** Gradient sums that lie as a contraction reads the weights. */
  private final Map<ScheduledContraction, Operand> shared = new LinkedHashMap<>();

  /** Weights that are read where the optimizer changes them, by the contraction that reads them. */
  private final Map<ScheduledContraction, Operand> inPlace = new HashMap<>();

  private TrainedParameters(ScheduledGraph scheduled) {
    this.scheduled = scheduled;
    this.graph = scheduled.graph();
    this.outputs = new PassOutputs(graph);
  }

  /**
   * Places them; in inference there are none.
   *
   * @param weights that have not packed anything, and go on behind what is placed here
   */
  static TrainedParameters of(ScheduledGraph scheduled, Packer weights) {
    TrainedParameters trained = new TrainedParameters(scheduled);
    trained.placeOutside();
    trained.placeSums();
    if (trained.outputs.isTraining()) {
      weights.keepArray(trained.gradients.arrayFloats());
    }
    trained.shareWith(weights);
    return trained;
  }

  /** Gradients that other operations than contractions make, by the node. */
  Map<Integer, Located> outside() {
    return outside;
  }

  /** Where a contraction finds the gradient sums that a node stands for. */
  Function<Region, Operand> sums(Node node) {
    return Objects.requireNonNull(sums.get(node.id()), () -> node + " is no gradient");
  }

  /**
   * Where a contraction reads its weights, but not its bias, if the optimizer changes them there.
   */
  Optional<Operand> inPlace(ScheduledContraction reader, Access access) {
    return reader.contraction().right().filter(access::equals).isPresent()
        ? Optional.ofNullable(inPlace.get(reader))
        : Optional.empty();
  }

  /** How the gradient sums are packed. */
  PackingPlan packing() {
    return gradients.plan();
  }

  private void placeOutside() {
    for (Node node : graph.nodes()) {
      if (node.operation() instanceof Operation.Accumulate) {
        outside.put(node.id(), whole(node, scheduled.order(node.operand(0))));
      }
      if (node.operation() instanceof Operation.LookupGradient && graph.accumulates(node)) {
        // Rows lie as they are stored.
        outside.put(node.id(), whole(node, Order.CHANNELS_FIRST));
      }
    }
  }

  private Located whole(Node gradient, Order order) {
    Node parameter = outputs.parameterOf(gradient.id()).orElseThrow();
    return gradients.whole(parameter, order, scheduled.machine(), Buffers.GRADIENTS);
  }

  private void placeSums() {
    Map<Integer, ScheduledContraction> owners = new WeightsInPlace(scheduled, outputs).owners();
    for (Node node : graph.nodes()) {
      for (ScheduledContraction each : scheduled.contractions(node.id())) {
        if (graph.accumulates(node)) {
          sums.put(
              node.id(),
              Optional.ofNullable(owners.get(node.id()))
                  .map(owner -> sumsLike(owner, each))
                  .orElseGet(() -> sumsOf(each)));
        }
      }
    }
  }

  private Function<Region, Operand> sumsLike(
      ScheduledContraction owner, ScheduledContraction each) {
    Access access = owner.contraction().right().orElseThrow();
    Operand sum = gradients.reserveLike(owner, access, graph.node(access.node()));
    shared.put(owner, sum);
    Operand everywhere =
        PackedElsewhere.of(owner, sum, each.contraction(), each.contraction().out());
    return _ -> everywhere;
  }

  private Function<Region, Operand> sumsOf(ScheduledContraction each) {
    Access access = each.contraction().out();
    Node node = graph.node(access.node());
    Node parameter =
        outputs
            .parameterOf(node.id())
            .orElseThrow(() -> new IllegalArgumentException(node + " is no parameter's gradient"));
    return gradients.packGradient(each, access, parameter, Buffers.GRADIENTS)::of;
  }

  private void shareWith(Packer weights) {
    shared.forEach(
        (owner, sum) -> {
          Access access = owner.contraction().right().orElseThrow();
          Node parameter = graph.node(access.node());
          inPlace.put(owner, weights.placeLike(sum, owner, access, parameter));
        });
  }
}
