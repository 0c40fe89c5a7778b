package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Reduction;
import dev.lathe.processor.graph.Shape;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Expression.Operator;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Local;
import dev.lathe.processor.memory.MemoryPlan;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Folds a value along some axes. Vectors run along a kept axis if one is contiguous: each lane then
 * folds for a result of its own. Otherwise they run along a folded one, and the lanes are folded at
 * the end.
 */
final class ReduceLowering {
  private final Node node;
  private final Shape shape;
  private final List<Integer> folded;
  private final List<Integer> kept;
  private final Reference result;
  private final Reference value;
  private final int lanes;
  private final boolean strict;

  ReduceLowering(MemoryPlan plan, Node node, List<Integer> axes) {
    this.node = node;
    int operand = node.operand(0);
    this.shape = plan.scheduled().graph().node(operand).shape();
    this.folded = axes;
    this.kept =
        IntStream.range(0, shape.rank()).filter(axis -> !axes.contains(axis)).boxed().toList();
    // Along folded axes the result does not move.
    this.result = Reference.stretched(plan.located(node.id()), shape);
    this.value = Reference.to(plan.located(operand));
    this.lanes = plan.scheduled().machine().lanes();
    this.strict = plan.scheduled().machine().strict();
  }

  Block lower(Reduction reduction) {
    Block block = new Block();
    Nest results = Nest.over(kept, shape.extents(), List.of(result, value), lanes);
    int width = results.width();
    // Without the filling: what stands there is no summand.
    Reference exact = value.with(0, value.steps());
    int across = width == 1 && !strict ? lanes : 1;
    Nest summands = Nest.over(folded, shape.extents(), List.of(exact), across).inside();
    results.write(
        block,
        (body, at, _, lanesHere) -> {
          Local fold = new Local(lanesHere == 1 ? "fold" : "folds", lanesHere);
          set(body, fold, reduction);
          if (summands.width() == 1) {
            summands.write(
                body,
                List.of(at.get(1)),
                (inner, from, _, _) -> step(inner, reduction, fold, from.get(0)));
          } else {
            acrossLanes(body, reduction, summands, at.get(1), fold);
          }
          body.add(result.store(at.get(0), finished(reduction, fold)));
        });
    return block;
  }

  /** One result from vectors along a folded axis, and what is left beside them. */
  private void acrossLanes(
      Block block, Reduction reduction, Nest summands, Index start, Local fold) {
    Local vector = new Local("folds", lanes);
    set(block, vector, reduction);
    summands.write(
        block,
        List.of(start),
        (inner, from, _, width) -> step(inner, reduction, width == 1 ? fold : vector, from.get(0)));
    Expression lanesFolded =
        new Expression.Reduce(operator(reduction), new Expression.Read(vector));
    block.set(
        fold, new Expression.Binary(operator(reduction), new Expression.Read(fold), lanesFolded));
  }

  private static void set(Block block, Local fold, Reduction reduction) {
    block.set(fold, new Expression.Constant((float) reduction.start(), fold.lanes()));
  }

  private void step(Block block, Reduction reduction, Local fold, Index from) {
    Expression summand = new Expression.Load(value.buffer(), from, fold.lanes());
    block.set(fold, new Expression.Binary(operator(reduction), new Expression.Read(fold), summand));
  }

  private Expression finished(Reduction reduction, Local fold) {
    Expression all = new Expression.Read(fold);
    if (reduction != Reduction.MEAN) {
      return all;
    }
    int count = shape.size() / node.shape().size();
    Expression share = new Expression.Constant((float) (1.0 / count), fold.lanes());
    return new Expression.Binary(Operator.MULTIPLY, all, share);
  }

  private static Operator operator(Reduction reduction) {
    return switch (reduction) {
      case SUM, MEAN -> Operator.ADD;
      case MAXIMUM -> Operator.MAXIMUM;
      case MINIMUM -> Operator.MINIMUM;
    };
  }
}
