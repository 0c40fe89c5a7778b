package dev.lathe.processor.memory;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.schedule.Access;
import dev.lathe.processor.schedule.Axis;
import dev.lathe.processor.schedule.Contraction;
import dev.lathe.processor.schedule.Filling;
import dev.lathe.processor.schedule.PackedWalk;
import dev.lathe.processor.schedule.ScheduledContraction;
import dev.lathe.processor.schedule.ScheduledGraph;
import dev.lathe.processor.schedule.Tiling;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the weights that a training pass can read where the optimizer changes them. Parameters lie
 * in the order of their gradient sums while they are trained; if that is the order in which the
 * forward pass reads them, nothing has to be packed after a step. A step of LeNet-5 with one image
 * takes 43 us instead of 54 (docs/design/memory.md says by what): less is copied, and all that it
 * reads and writes was more than a second-level cache holds.
 */
final class WeightsInPlace {
  private final ScheduledGraph scheduled;
  private final Graph graph;
  private final PassOutputs outputs;

  WeightsInPlace(ScheduledGraph scheduled, PassOutputs outputs) {
    this.scheduled = scheduled;
    this.graph = scheduled.graph();
    this.outputs = outputs;
  }

  /** For the gradients of such weights, by id, the contraction whose order they follow. */
  Map<Integer, ScheduledContraction> owners() {
    Map<Integer, ScheduledContraction> owners = new HashMap<>();
    if (scheduled.machine().isScalar()) {
      return owners;
    }
    for (Node node : graph.nodes()) {
      if (node.operation() instanceof Operation.WeightGradient && graph.accumulates(node)) {
        outputs
            .parameterOf(node.id())
            .flatMap(parameter -> owner(node, parameter))
            .ifPresent(owner -> owners.put(node.id(), owner));
      }
    }
    return owners;
  }

  private Optional<ScheduledContraction> owner(Node gradient, Node parameter) {
    if (scheduled.contractions(gradient.id()).size() != 1) {
      return Optional.empty();
    }
    ScheduledContraction own = scheduled.contractions(gradient.id()).getFirst();
    return graph.users(parameter.id()).stream()
        .filter(user -> scheduled.contractions(user.id()).size() == 1)
        .map(user -> scheduled.contractions(user.id()).getFirst())
        .filter(other -> PackedWalk.isReadable(other, parameter.id()))
        .filter(PackedWalk::isUniform)
        .filter(other -> readsAll(other, parameter))
        .filter(other -> agrees(own, other))
        .findFirst();
  }

  /**
   * Whether it reads every element: a convolution leaves out taps that see nothing but padding.
   * Their gradients are zero, but an optimizer that lets weights decay changes them all the same.
   */
  private static boolean readsAll(ScheduledContraction owner, Node parameter) {
    Access weights = owner.contraction().right().orElseThrow();
    long read =
        owner.contraction().axes().stream()
            .filter(axis -> weights.dependsOn(axis.name()))
            .mapToLong(Axis::extent)
            .reduce(1, Math::multiplyExact);
    return read == parameter.shape().size();
  }

  /** Whether gradient sums can lie as another contraction's weights do. */
  private boolean agrees(ScheduledContraction gradient, ScheduledContraction owner) {
    Contraction sums = gradient.contraction();
    Tiling tiling = gradient.tiling();
    // What fills the last vectors up is added to, too, and must stay zero.
    Filling filling = new Filling(scheduled);
    boolean addsZeros =
        Stream.of(sums.left(), sums.right().orElseThrow())
            .filter(operand -> operand.dependsOn(tiling.vectorAxis()))
            .allMatch(operand -> filling.isZero(graph.node(operand.node())));
    return tiling.lanes() == owner.tiling().lanes()
        && !tiling.overlapping()
        && sums.out().blocks().isEmpty()
        && addsZeros
        && runsAlike(
            sums.out(),
            tiling.vectorAxis(),
            owner.contraction().right().orElseThrow(),
            owner.tiling().vectorAxis());
  }

  /** Whether the vectors of both run along the same coordinate, and from the same place on. */
  private static boolean runsAlike(Access own, String ownAxis, Access other, String otherAxis) {
    for (int d = 0; d < own.coordinates().size(); d++) {
      boolean runs = own.coordinates().get(d).terms().containsKey(ownAxis);
      boolean otherRuns = other.coordinates().get(d).terms().containsKey(otherAxis);
      if (runs != otherRuns
          || (runs
              && !own.coordinates()
                  .get(d)
                  .equals(other.coordinates().get(d).with(otherAxis, Index.variable(ownAxis))))) {
        return false;
      }
    }
    return true;
  }
}
