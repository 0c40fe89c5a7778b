package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Relocation;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Expression.Operator;
import dev.lathe.processor.loop.Kernel;
import dev.lathe.processor.memory.Located;
import dev.lathe.processor.memory.MemoryPlan;
import dev.lathe.processor.memory.Placement;
import dev.lathe.processor.schedule.Order;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Operations that move elements and compute nothing, and the adjoint that adds them up. */
final class MoveLowering {
  /** Loops side by side in one kernel: more make the method too large. */
  private static final int LOOPS = 24;

  private final MemoryPlan plan;
  private final Node node;
  private final Located out;
  private final int lanes;

  MoveLowering(MemoryPlan plan, Node node) {
    this.plan = plan;
    this.node = node;
    this.out = plan.located(node.id());
    this.lanes = plan.scheduled().machine().lanes();
  }

  List<Kernel> reindex(Relocation relocation, String name, List<String> description) {
    Block first = new Block();
    if (relocation.fills()) {
      MapLoops.fill(first, out.placement(), (float) relocation.fill());
    }
    Located source = plan.located(node.operand(0));
    return parts(name, description, first, moves(relocation, out, source, false));
  }

  List<Kernel> reindexGradient(Relocation relocation, String name, List<String> description) {
    Block first = new Block();
    MapLoops.fill(first, out.placement(), 0);
    Located derivative = plan.located(node.operand(0));
    return parts(name, description, first, moves(relocation, derivative, out, true));
  }

  List<Kernel> concatenate(int axis, String name, List<String> description) {
    List<Block> moves = new ArrayList<>();
    int offset = 0;
    for (int operand : node.operands()) {
      Located part = plan.located(operand);
      Shape shape = part.placement().shape();
      Reference to = Reference.to(out);
      Reference from = Reference.to(part);
      int origin = to.origin() + offset * to.steps()[axis];
      // A part's filling is not to be copied over the part behind it, unless it is the last axis.
      boolean channels = axis == 0 && node.operands().size() > 1;
      Reference target =
          channels
              ? to.with(origin, to.steps())
              : new Reference(to.buffer(), origin, to.steps(), to.filled());
      boolean inPlace =
          from.buffer().equals(to.buffer())
              && from.origin() == origin
              && Arrays.equals(from.steps(), to.steps());
      if (!inPlace) {
        Block block = new Block();
        copy(block, Nest.of(shape.extents(), List.of(target, from), lanes), target, from);
        moves.add(block);
      }
      offset += shape.extent(axis);
    }
    return parts(name, description, new Block(), moves);
  }

  /**
   * Reshapes: one of the two values lies row-major without gaps, so that its place of an element
   * follows from the other's coordinates.
   */
  Block reshape() {
    Located in = plan.located(node.operand(0));
    Block block = new Block();
    if (isRowMajor(out.placement())) {
      walk(block, in.placement().shape(), rowMajor(out, in.placement().shape()), Reference.to(in));
    } else if (isRowMajor(in.placement())) {
      Shape shape = out.placement().shape();
      walk(block, shape, Reference.to(out), rowMajor(in, shape));
    } else {
      throw new IllegalStateException(node + " neither reads nor writes a row-major value");
    }
    return block;
  }

  private void walk(Block block, Shape shape, Reference to, Reference from) {
    copy(block, Nest.of(shape.extents(), List.of(to, from), lanes), to, from);
  }

  private static boolean isRowMajor(Placement placement) {
    boolean vector =
        placement.shape().rank() == 0
            || (placement.shape().positions() == 1 && placement.strides()[0] == 1);
    return vector || (placement.isContiguous() && placement.order() == Order.CHANNELS_FIRST);
  }

  /** A row-major value by the coordinates of another shape of the same elements. */
  private static Reference rowMajor(Located value, Shape shape) {
    return new Reference(value.buffer(), value.placement().origin(), shape.strides(), false);
  }

  /**
   * One block for each combination of the axes' runs.
   *
   * @param add whether the result's elements are added to the source's, instead of read from there
   */
  private List<Block> moves(Relocation relocation, Located result, Located source, boolean add) {
    List<List<Runs>> choices =
        relocation.axes().stream().map(axis -> Runs.of(axis.indices())).toList();
    List<Block> blocks = new ArrayList<>();
    combine(choices, List.of(), blocks, runs -> move(relocation, runs, result, source, add));
    return blocks;
  }

  private interface BlockMaker {
    Block of(List<Runs> runs);
  }

  private static void combine(
      List<List<Runs>> choices, List<Runs> chosen, List<Block> blocks, BlockMaker maker) {
    if (chosen.size() == choices.size()) {
      blocks.add(maker.of(chosen));
      return;
    }
    for (Runs run : choices.get(chosen.size())) {
      List<Runs> more = new ArrayList<>(chosen);
      more.add(run);
      combine(choices, more, blocks, maker);
    }
  }

  private Block move(
      Relocation relocation, List<Runs> runs, Located result, Located source, boolean add) {
    Reference results = Reference.to(result);
    Reference sources = Reference.to(source);
    int rank = runs.size();
    int resultOrigin = results.origin();
    int sourceOrigin = sources.origin();
    List<Nest.Axis> axes = new ArrayList<>();
    for (int d = 0; d < rank; d++) {
      Runs run = runs.get(d);
      int resultStride = results.steps()[d];
      int from = relocation.axes().get(d).source();
      int sourceStride = sources.steps()[from];
      resultOrigin += run.result() * resultStride;
      sourceOrigin += run.source() * sourceStride;
      boolean whole =
          d == 0
              && from == 0
              && results.filled()
              && sources.filled()
              && run.isWhole(source.placement().shape().channels())
              && run.isWhole(result.placement().shape().channels());
      int extent = whole ? Math.ceilDiv(run.count(), lanes) * lanes : run.count();
      int step = whole ? sourceStride : run.sourceStep() * sourceStride;
      String name = Nest.name(rank, d);
      axes.add(axis(name, extent, run.resultStep() * resultStride, step, add));
      axes.add(axis("r" + name, run.repeat(), resultStride, 0, add));
    }
    Reference to = results.with(resultOrigin, results.steps());
    Reference from = sources.with(sourceOrigin, sources.steps());
    Block block = new Block();
    if (add) {
      add(block, Nest.along(axes, List.of(from, to), lanes), from, to);
    } else {
      copy(block, Nest.along(axes, List.of(to, from), lanes), to, from);
    }
    return block;
  }

  /** The value that is written comes first. */
  private static Nest.Axis axis(String name, int extent, int result, int source, boolean add) {
    int[] steps = add ? new int[] {source, result} : new int[] {result, source};
    return new Nest.Axis(name, extent, steps);
  }

  private static void copy(Block block, Nest nest, Reference to, Reference from) {
    nest.write(
        block,
        (body, at, steps, width) ->
            body.add(to.store(at.get(0), from.load(at.get(1), steps[1], width))));
  }

  private static void add(Block block, Nest nest, Reference to, Reference from) {
    nest.write(
        block,
        (body, at, steps, width) -> {
          Expression before = to.load(at.get(0), steps[0], width);
          Expression summand = from.load(at.get(1), steps[1], width);
          Expression sum = new Expression.Binary(Operator.ADD, before, summand);
          body.add(to.store(at.get(0), sum));
        });
  }

  /** Blocks side by side, in as many kernels as keeps each small. */
  static List<Kernel> parts(
      String name, List<String> description, Block first, List<Block> blocks) {
    List<Kernel> kernels = new ArrayList<>();
    Block part = first;
    int loops = 0;
    for (Block block : blocks) {
      if (loops == LOOPS) {
        kernels.add(kernel(name, kernels.size(), description, part));
        part = new Block();
        loops = 0;
      }
      block.statements().forEach(part::add);
      loops++;
    }
    if (!part.statements().isEmpty()) {
      kernels.add(kernel(name, kernels.size(), description, part));
    }
    return kernels;
  }

  private static Kernel kernel(String name, int part, List<String> description, Block block) {
    return Kernels.of(part == 0 ? name : name + "Part" + (part + 1), description, block);
  }
}
