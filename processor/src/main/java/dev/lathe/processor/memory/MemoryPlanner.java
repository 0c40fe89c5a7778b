package dev.lathe.processor.memory;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.schedule.Access;
import dev.lathe.processor.schedule.Contraction;
import dev.lathe.processor.schedule.Machine;
import dev.lathe.processor.schedule.Order;
import dev.lathe.processor.schedule.Region;
import dev.lathe.processor.schedule.ScheduledContraction;
import dev.lathe.processor.schedule.ScheduledGraph;
import dev.lathe.processor.schedule.ScheduledMicroBatch;
import dev.lathe.processor.schedule.Streaming;
import dev.lathe.processor.schedule.TileShape;
import dev.lathe.processor.schedule.Tiling;
import dev.lathe.processor.schedule.TransformStrip;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Fixes the place of every value, weight and gradient of a pass. */
public final class MemoryPlanner {
  private final ScheduledGraph scheduled;
  private final Graph graph;
  private final PassOutputs outputs;
  private final Packer weights = new Packer();
  private final TrainedParameters trained;
  private final List<Optional<Placement>> placements;
  private final ArenaPlanner arena;

  private MemoryPlanner(ScheduledGraph scheduled) {
    this.scheduled = scheduled;
    this.graph = scheduled.graph();
    this.outputs = new PassOutputs(graph);
    this.arena = new ArenaPlanner(scheduled);
    this.placements = arena.place();
    this.trained = TrainedParameters.of(scheduled, weights);
  }

  public static MemoryPlan plan(ScheduledGraph scheduled) {
    return new MemoryPlanner(scheduled).plan();
  }

  private MemoryPlan plan() {
    Map<Integer, List<PlacedContraction>> contractions = new HashMap<>();
    for (Node node : graph.nodes()) {
      List<PlacedContraction> placed = new ArrayList<>();
      for (ScheduledContraction contraction : scheduled.contractions(node.id())) {
        placed.add(place(contraction));
      }
      if (!placed.isEmpty()) {
        contractions.put(node.id(), placed);
      }
    }
    Map<Integer, Located> outside = new HashMap<>(trained.outside());
    outside.putAll(weightsOutside());
    outside.putAll(arena.ends());
    Map<Integer, Integer> scratch = scratch();
    List<PlacedMicroBatch> microBatches =
        scheduled.microBatches().stream().map(each -> place(each, contractions)).toList();
    return new MemoryPlan(
        scheduled, placements, outside, scratch, contractions, passPlan(), microBatches);
  }

  private Map<Integer, Integer> scratch() {
    Map<Integer, Integer> scratch = new HashMap<>();
    for (Node node : graph.nodes()) {
      if (node.operation() instanceof Operation.TransformInput
          || node.operation() instanceof Operation.TransformOutput) {
        int floats = TransformStrip.of(scheduled, node).floats();
        if (floats > 0) {
          scratch.put(node.id(), arena.scratch(node, floats));
        }
      }
    }
    return scratch;
  }

  /** Parameters that other operations than contractions read. */
  private Map<Integer, Located> weightsOutside() {
    Map<Integer, Located> outside = new HashMap<>();
    for (Node node : graph.nodes()) {
      if (node.operation() instanceof Operation.Parameter) {
        graph.users(node.id()).stream()
            .filter(user -> scheduled.contractions(user.id()).isEmpty())
            .findFirst()
            .map(
                user ->
                    user.operation() instanceof Operation.Lookup
                        ? Order.CHANNELS_FIRST
                        : scheduled.order(user.id()))
            .ifPresent(
                order ->
                    outside.put(node.id(), weights.whole(node, order, machine(), Buffers.WEIGHTS)));
      }
    }
    return outside;
  }

  private Machine machine() {
    return scheduled.machine();
  }

  private PlacedMicroBatch place(
      ScheduledMicroBatch microBatch, Map<Integer, List<PlacedContraction>> singles) {
    MicroBatchPlaces places = new MicroBatchPlaces(microBatch, placements);
    Map<Integer, List<PlacedContraction>> contractions = new HashMap<>();
    microBatch
        .contractions()
        .forEach(
            (node, each) -> {
              List<PlacedContraction> alone = singles.getOrDefault(node, List.of());
              List<PlacedContraction> placed = new ArrayList<>();
              for (int i = 0; i < each.size(); i++) {
                placed.add(place(each.get(i), alone.get(i), places));
              }
              contractions.put(node, placed);
            });
    return new PlacedMicroBatch(microBatch.images(), places.slice(), places.places(), contractions);
  }

  /** Maps in the micro-batch's memory; parameters and gradients where the single image has them. */
  private PlacedContraction place(
      ScheduledContraction each, PlacedContraction single, MicroBatchPlaces places) {
    Contraction contraction = each.contraction();
    List<PlacedRegion> regions = new ArrayList<>();
    for (Region region : each.regions()) {
      PlacedRegion alike = single.regionLike(region);
      regions.add(
          new PlacedRegion(
              region,
              places.operand(contraction.left().node(), alike.left()),
              alike
                  .right()
                  .map(
                      right ->
                          contraction.accumulate()
                              ? places.operand(contraction.right().orElseThrow().node(), right)
                              : right),
              contraction.accumulate()
                  ? alike.out()
                  : places.operand(contraction.out().node(), alike.out()),
              alike.bias(),
              alike
                  .addend()
                  .map(
                      addend ->
                          places.operand(contraction.addend().orElseThrow().node(), addend))));
    }
    return new PlacedContraction(each, regions);
  }

  private PlacedContraction place(ScheduledContraction each) {
    Contraction contraction = each.contraction();
    boolean empty = contraction.summands() == 0;
    Function<Region, Operand> left = operand(each, contraction.left());
    Optional<Function<Region, Operand>> right =
        empty ? Optional.empty() : contraction.right().map(access -> right(each, access));
    Function<Region, Operand> out = operand(each, contraction.out());
    Optional<Function<Region, Operand>> bias =
        contraction.bias().map(parameter -> bias(each, parameter));
    Optional<Function<Region, Operand>> addend =
        contraction.addend().map(access -> operand(each, access));
    List<PlacedRegion> regions = new ArrayList<>();
    for (Region region : each.regions()) {
      regions.add(
          new PlacedRegion(
              region,
              left.apply(region),
              right.map(operand -> operand.apply(region)),
              out.apply(region),
              bias.map(operand -> operand.apply(region)),
              addend.map(operand -> operand.apply(region))));
    }
    return new PlacedContraction(each, regions);
  }

  private Function<Region, Operand> right(ScheduledContraction each, Access access) {
    return each.packedFor()
        .map(
            owner -> {
              Access packed = owner.contraction().right().orElseThrow();
              Operand elsewhere = operand(owner, packed).apply(owner.regions().getFirst());
              Operand everywhere = PackedElsewhere.of(owner, elsewhere, each.contraction(), access);
              return (Function<Region, Operand>) _ -> everywhere;
            })
        .orElseGet(() -> operand(each, access, each.tiling().isRounded()));
  }

  private Function<Region, Operand> operand(ScheduledContraction each, Access access) {
    return operand(each, access, false);
  }

  private Function<Region, Operand> operand(
      ScheduledContraction each, Access access, boolean rounded) {
    Node node = graph.node(access.node());
    Optional<Placement> placement = placements.get(node.id());
    if (placement.isPresent()) {
      Operand everywhere = map(access, new Located(Buffers.ARENA, placement.get()));
      return _ -> everywhere;
    }
    Located end = arena.ends().get(node.id());
    if (end != null) {
      Operand everywhere = map(access, end);
      return _ -> everywhere;
    }
    if (node.operation() instanceof Operation.Parameter) {
      return trained
          .inPlace(each, access)
          .map(placed -> (Function<Region, Operand>) _ -> placed)
          .orElseGet(
              () -> {
                Buffer buffer = weightBuffer(each, access);
                return weights.packWeight(each, access, node, buffer, rounded)::of;
              });
    }
    return trained.sums(node);
  }

  private static Operand map(Access access, Located located) {
    Placement placement = located.placement();
    int[] strides = placement.strides();
    if (placement.split().isNone()) {
      Index index = access.linear(placement.origin(), strides);
      return Operand.uniform(located.buffer(), index.plus(located.buffer().start()));
    }
    Index index = access.linear(placement.origin(), strides, strides.length - 1);
    Index coordinate = access.coordinates().getLast();
    Optional<Operand.SplitRow> row =
        Optional.of(new Operand.SplitRow(coordinate, placement.split()));
    return new Operand(Buffers.ARENA, index, index, 0, row);
  }

  private static Buffer weightBuffer(ScheduledContraction each, Access access) {
    Tiling tiling = each.tiling();
    TileShape shape = TileShape.of(each.contraction(), tiling, each.regions().getFirst());
    boolean segment =
        access.dependsOn(tiling.vectorAxis())
            && Streaming.readsSegment(
                each.contraction(), tiling.vectorAxis(), tiling.lanes(), shape);
    return segment ? Buffers.STREAMED_WEIGHTS : Buffers.WEIGHTS;
  }

  private Function<Region, Operand> bias(ScheduledContraction each, int parameter) {
    List<Index> result = each.contraction().out().coordinates();
    return operand(
        each, new Access(parameter, result.subList(0, graph.node(parameter).shape().rank())));
  }

  private PassPlan passPlan() {
    boolean training = outputs.isTraining();
    int input = training ? callerRegion(Optional.of(inputNode())) : PassPlan.ABSENT;
    int target = callerRegion(target());
    int output = training ? callerRegion(Optional.of(outputs.scores())) : PassPlan.ABSENT;
    int inputGradient = callerRegion(outputs.inputGradient());
    int loss =
        outputs
            .loss()
            .map(node -> placements.get(node).orElseThrow().origin())
            .orElse(PassPlan.ABSENT);
    List<MaskPlan> masks = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (node.operation() instanceof Operation.Mask(double keep)) {
        int region = callerRegion(Optional.of(node.id()));
        masks.add(new MaskPlan(node.id(), region, node.shape().size(), keep));
      }
    }
    return new PassPlan(
        arena.size(),
        input,
        target,
        output,
        loss,
        inputGradient,
        weights.plan(),
        trained.packing(),
        masks);
  }

  private int inputNode() {
    return only(Operation.Input.class).orElseThrow();
  }

  private Optional<Integer> target() {
    return only(Operation.Target.class);
  }

  private Optional<Integer> only(Class<? extends Operation> kind) {
    return graph.nodes().stream()
        .filter(n -> kind.isInstance(n.operation()))
        .map(Node::id)
        .findFirst();
  }

  /**
   * Where the caller's row-major, channels-first copy of a value lies: in place if the value lies
   * that way.
   */
  private int callerRegion(Optional<Integer> node) {
    if (node.isEmpty()) {
      return PassPlan.ABSENT;
    }
    Placement placement = placements.get(node.get()).orElseThrow();
    return placement.isRowMajor() ? placement.origin() : arena.reserve(placement.shape().size());
  }
}
