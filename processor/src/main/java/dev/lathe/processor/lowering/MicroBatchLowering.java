package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.loop.Exchange;
import dev.lathe.processor.loop.Kernel;
import dev.lathe.processor.loop.KernelCall;
import dev.lathe.processor.loop.MicroBatch;
import dev.lathe.processor.loop.Program;
import dev.lathe.processor.memory.MemoryPlan;
import dev.lathe.processor.memory.PlacedContraction;
import dev.lathe.processor.memory.PlacedMicroBatch;
import dev.lathe.processor.memory.Placement;
import dev.lathe.processor.schedule.Access;
import dev.lathe.processor.schedule.Contraction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The kernels of a pass that compute for several images at once, and the stretches of the pass that
 * they stand for: neighbours are one, since between them no image need be looked at by itself.
 */
final class MicroBatchLowering {
  private final MemoryPlan plan;
  private final Graph graph;
  private final PlacedMicroBatch microBatch;
  private final List<Stretch> stretches = new ArrayList<>();

  /** Nodes whose values lie in the micro-batch's memory by then. */
  private final Set<Integer> present = new HashSet<>();

  /** The kernels of a node, {@code from} to {@code to - 1} of its pass. */
  record Calls(Node node, int from, int to) {}

  /** What becomes a {@link MicroBatch.Stretch}, while it grows. */
  private record Stretch(
      int from,
      List<Calls> nodes,
      List<MicroBatch.Move> in,
      List<Kernel> kernels,
      List<MicroBatch.Move> out) {

    int to() {
      return nodes.getLast().to();
    }
  }

  MicroBatchLowering(
      MemoryPlan plan, PlacedMicroBatch microBatch, List<Calls> calls, List<Exchange> exchanges) {
    this.plan = plan;
    this.graph = plan.scheduled().graph();
    this.microBatch = microBatch;
    for (Calls each : calls) {
      if (microBatch.computes(each.node().id())) {
        boolean goesOn =
            !stretches.isEmpty()
                && stretches.getLast().to() == each.from()
                && exchanges.stream().noneMatch(exchange -> exchange.kernels() == each.from());
        if (!goesOn) {
          stretches.add(
              new Stretch(
                  each.from(),
                  new ArrayList<>(),
                  new ArrayList<>(),
                  new ArrayList<>(),
                  new ArrayList<>()));
        }
        add(each, stretches.getLast());
      }
    }
  }

  private void add(Calls calls, Stretch stretch) {
    Node node = calls.node();
    List<String> description = new ArrayList<>(Geometry.describe(graph, node));
    description.add("Of %d images at once.".formatted(microBatch.images()));
    stretch.nodes().add(calls);
    for (PlacedContraction placed : microBatch.contractions(node.id())) {
      Contraction contraction = placed.scheduled().contraction();
      Stream.of(
              Stream.of(contraction.left()),
              contraction.right().filter(_ -> contraction.accumulate()).stream(),
              contraction.addend().stream())
          .flatMap(accesses -> accesses.map(Access::node))
          .filter(present::add)
          .forEach(value -> stretch.in().add(move(value)));
      stretch
          .kernels()
          .addAll(
              ContractionLowering.lower(placed, description, plan.scheduled().machine().strict()));
    }
    if (!graph.accumulates(node)) {
      present.add(node.id());
      boolean isRead =
          graph.outputs().contains(node.id())
              || graph.users(node.id()).stream().anyMatch(user -> !microBatch.computes(user.id()));
      if (isRead) {
        stretch.out().add(move(node.id()));
      }
    }
  }

  /** A value with its halo, as it lies at both places. */
  private MicroBatch.Move move(int node) {
    Placement placement = plan.placement(node);
    return new MicroBatch.Move(placement.offset(), microBatch.place(node), placement.size());
  }

  List<Kernel> kernels() {
    return stretches.stream().flatMap(stretch -> stretch.kernels().stream()).toList();
  }

  /**
   * Tells the calls of single images and of micro-batches apart.
   *
   * @param all a program whose calls are those of single images, and then the micro-batches'
   */
  static Program split(Program all, int singles, List<MicroBatchLowering> microBatches) {
    List<KernelCall> calls = all.calls();
    List<MicroBatch> split = new ArrayList<>();
    int at = singles;
    for (MicroBatchLowering each : microBatches) {
      List<MicroBatch.Stretch> stretches = new ArrayList<>();
      for (Stretch stretch : each.stretches) {
        int end = at + stretch.kernels().size();
        stretches.add(
            new MicroBatch.Stretch(
                stretch.from(), stretch.to(), stretch.in(), calls.subList(at, end), stretch.out()));
        at = end;
      }
      split.add(
          new MicroBatch(
              each.microBatch.images(),
              each.microBatch.slice(),
              each.microBatch.floats(),
              stretches));
    }
    return new Program(
        all.name(), all.lanes(), all.kernels(), calls.subList(0, singles), all.exchanges(), split);
  }
}
