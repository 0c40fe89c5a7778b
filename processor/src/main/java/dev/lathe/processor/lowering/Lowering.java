package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Graph;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.RunningStatistic;
import dev.lathe.processor.graph.Windows;
import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Exchange;
import dev.lathe.processor.loop.Identifiers;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Kernel;
import dev.lathe.processor.loop.Program;
import dev.lathe.processor.memory.Buffers;
import dev.lathe.processor.memory.MemoryPlan;
import dev.lathe.processor.memory.PassPlan;
import dev.lathe.processor.memory.PlacedContraction;
import dev.lathe.processor.memory.Placement;
import dev.lathe.processor.schedule.Machine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Writes the kernels of a pass: node by node, each by the lowering of its family. */
public final class Lowering {
  private final MemoryPlan plan;
  private final Graph graph;
  private final List<Kernel> kernels = new ArrayList<>();
  private final List<Exchange> exchanges = new ArrayList<>();
  private final List<MicroBatchLowering.Calls> calls = new ArrayList<>();

  private Lowering(MemoryPlan plan) {
    this.plan = plan;
    this.graph = plan.scheduled().graph();
  }

  /** The program of a pass, under the name of the class it becomes. */
  public static Program lower(MemoryPlan plan, String className) {
    Lowering lowering = new Lowering(plan);
    for (Node node : lowering.graph.nodes()) {
      int before = lowering.kernels.size();
      lowering.lower(node);
      lowering.calls.add(new MicroBatchLowering.Calls(node, before, lowering.kernels.size()));
    }
    lowering.results();
    List<MicroBatchLowering> microBatches =
        plan.microBatches().stream()
            .map(each -> new MicroBatchLowering(plan, each, lowering.calls, lowering.exchanges))
            .toList();
    List<Kernel> kernels = new ArrayList<>(lowering.kernels);
    microBatches.forEach(each -> kernels.addAll(each.kernels()));
    int lanes = plan.scheduled().machine().lanes();
    Program program =
        SharedKernels.apply(className, lanes, UniqueNames.apply(kernels), lowering.exchanges);
    return MicroBatchLowering.split(program, lowering.kernels.size(), microBatches);
  }

  private Machine machine() {
    return plan.scheduled().machine();
  }

  private void lower(Node node) {
    String name = Identifiers.of(node.name());
    List<String> description = Geometry.describe(graph, node);
    switch (node.operation()) {
      case Operation.Input() -> {
        if (!plan.isCallers(node.id())) {
          kernels.addAll(transfer(Buffers.IMAGE, plan.pass().input(), node.id()).in(name));
        }
      }
      case Operation.Target() ->
          kernels.addAll(transfer(Buffers.ARENA, plan.pass().target(), node.id()).in(name));
      case Operation.Mask _ -> {
        int region = plan.pass().maskRegion(node.id());
        kernels.addAll(transfer(Buffers.ARENA, region, node.id()).in(name));
      }
      case Operation.Lookup _ ->
          kernels.add(Kernels.of(name, description, new LookupLowering(plan, node).lookup()));
      case Operation.LookupGradient(int padding) ->
          kernels.add(
              Kernels.of(name, description, new LookupLowering(plan, node).gradient(padding)));
      case Operation.BatchMean(var statistic) -> exchanges.add(exchange(node, statistic));
      case Operation.Parameter _ -> {}
      case Operation.AddBias() ->
          throw new IllegalStateException(node + ": the rewrites fuse every bias");
      case Operation.Convolution _,
          Operation.TransposedConvolution _,
          Operation.TransformProducts _,
          Operation.WeightGradient _,
          Operation.BiasGradient() -> {
        for (PlacedContraction contraction : plan.contractions(node.id())) {
          kernels.addAll(ContractionLowering.lower(contraction, description, machine().strict()));
        }
      }
      case Operation.TransformInput input -> {
        TransformMaps maps = new TransformMaps(plan, node);
        List<Block> blocks =
            plan.scheduled().isAlongRows(node)
                ? new TransformRowsLowering(maps).input(input)
                : input.transforms().size() == 1
                    ? new TransformLowering(maps).input(input)
                    : new TransformStripLowering(maps).input(input);
        addPieces(name, description, blocks);
      }
      case Operation.TransformOutput output -> {
        TransformMaps maps = new TransformMaps(plan, node);
        List<Block> blocks =
            output.axes().size() == 1
                ? new TransformLowering(maps).output(output)
                : new TransformStripLowering(maps).output(output);
        addPieces(name, description, blocks);
      }
      case Operation.MaxPool(var windows) -> pool(node, windows, node.operand(0), node.id());
      case Operation.AveragePool(var windows, var _) ->
          pool(node, windows, node.operand(0), node.id());
      case Operation.SmoothPool(var windows, var _) ->
          pool(node, windows, node.operand(0), node.id());
      case Operation.MaxPoolGradient(var windows) ->
          pool(node, windows, node.id(), node.operand(2));
      case Operation.AveragePoolGradient(var windows, var _) ->
          pool(node, windows, node.id(), node.operand(0));
      case Operation.SmoothPoolGradient(var windows, var _) ->
          pool(node, windows, node.id(), node.operand(2));
      case Operation.Activate _, Operation.ActivationGradient _, Operation.Add() ->
          kernels.add(Kernels.of(name, description, new ElementwiseLowering(plan, node).lower()));
      case Operation.Pointwise(var formula) ->
          kernels.add(
              Kernels.of(name, description, new PointwiseLowering(plan, node).formula(formula)));
      case Operation.Accumulate() ->
          kernels.add(
              Kernels.of(name, description, new PointwiseLowering(plan, node).accumulate()));
      case Operation.Reduce(var reduction, var axes) ->
          kernels.add(
              Kernels.of(name, description, new ReduceLowering(plan, node, axes).lower(reduction)));
      case Operation.ExtremeGradient(var axes) ->
          kernels.add(Kernels.of(name, description, new ExtremeLowering(plan, node, axes).lower()));
      case Operation.Reindex(var relocation) ->
          kernels.addAll(new MoveLowering(plan, node).reindex(relocation, name, description));
      case Operation.ReindexGradient(var relocation) ->
          kernels.addAll(
              new MoveLowering(plan, node).reindexGradient(relocation, name, description));
      case Operation.KeptPlaces(int count) ->
          kernels.add(
              Kernels.of(name, description, new KeptPlacesLowering(plan, node, count).lower()));
      case Operation.Gather() ->
          kernels.add(Kernels.of(name, description, new NumberedLowering(plan, node).gather()));
      case Operation.Scatter(boolean adds) ->
          kernels.add(
              Kernels.of(name, description, new NumberedLowering(plan, node).scatter(adds)));
      case Operation.Concatenate(int axis) ->
          kernels.addAll(new MoveLowering(plan, node).concatenate(axis, name, description));
      case Operation.Reshape() ->
          kernels.add(Kernels.of(name, description, new MoveLowering(plan, node).reshape()));
      case Operation.Constant(var elements) ->
          kernels.addAll(new ConstantLowering(plan, node).lower(elements, name, description));
      case Operation.Softmax(),
          Operation.LogSoftmax(),
          Operation.SoftmaxGradient(),
          Operation.LogSoftmaxGradient() ->
          kernels.add(Kernels.of(name, description, new SoftmaxLowering(plan, node).lower()));
      case Operation.NegativeLogLikelihood(),
          Operation.NegativeLogLikelihoodGradient(),
          Operation.SquaredError(),
          Operation.SquaredErrorGradient() ->
          kernels.add(Kernels.of(name, description, new LossLowering(plan, node).lower()));
    }
  }

  private void addPieces(String name, List<String> description, List<Block> pieces) {
    for (int piece = 0; piece < pieces.size(); piece++) {
      String rest = piece == 0 ? "" : "Rest" + piece;
      kernels.add(Kernels.of(name + rest, description, pieces.get(piece)));
    }
  }

  /** The kernels so far are the first stages; the trainer does the rest. */
  private Exchange exchange(Node node, Optional<RunningStatistic> statistic) {
    Placement from = plan.placement(node.operand(0));
    Placement to = plan.placement(node.id());
    // Both have the same shape and order: without halos their floats lie alike.
    if (from.size() != to.size()
        || !Arrays.equals(from.strides(), to.strides())
        || from.origin() != from.offset()
        || to.origin() != to.offset()) {
      throw new IllegalStateException(node + ": its operand lies otherwise");
    }
    // One cell a map lies first of all, before what fills its vectors up.
    int floats = node.shape().positions() == 1 ? node.shape().size() : from.size();
    return new Exchange(
        kernels.size(),
        from.offset(),
        to.offset(),
        floats,
        statistic.map(
            each -> new Exchange.Statistic(each.name(), each.momentum(), each.samples())));
  }

  private void pool(Node node, Windows windows, int cells, int positions) {
    kernels.addAll(
        new PoolLowering(plan, node, windows, cells, positions)
            .lower(Identifiers.of(node.name()), Geometry.describe(graph, node)));
  }

  /** Results whose memory order is not the caller's. */
  private void results() {
    PassPlan pass = plan.pass();
    int scores = graph.outputs().get(0);
    if (!plan.isCallers(scores)) {
      kernels.addAll(transfer(Buffers.SCORES, pass.output(), scores).out("scoresOut"));
    }
    if (pass.inputGradient() != PassPlan.ABSENT) {
      int gradient = graph.outputs().getLast();
      kernels.addAll(
          transfer(Buffers.ARENA, pass.inputGradient(), gradient).out("inputGradientOut"));
    }
  }

  /**
   * Between a value's place and the caller's form of it.
   *
   * @param end the caller's buffer, of passes that have no region for it in the arena
   */
  private TransferLowering transfer(Buffer end, int region, int node) {
    boolean inArena = region != PassPlan.ABSENT;
    Buffer buffer = inArena ? Buffers.ARENA : end;
    Index start = inArena ? Index.of(region) : end.start();
    return new TransferLowering(buffer, start, plan.placement(node), machine().lanes());
  }
}
