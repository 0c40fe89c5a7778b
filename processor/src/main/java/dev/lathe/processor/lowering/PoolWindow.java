package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.SmoothPooling;
import dev.lathe.processor.graph.WindowRun;
import dev.lathe.processor.graph.Windows;
import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Expression.Operator;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Local;
import dev.lathe.processor.loop.Statement;
import dev.lathe.processor.memory.Buffers;
import dev.lathe.processor.memory.MemoryPlan;
import dev.lathe.processor.memory.Placement;
import dev.lathe.processor.schedule.AxisNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What becomes of the cells of one pooling window, forward and backward, its taps written out. */
final class PoolWindow {
  private static final Buffer ARENA = Buffers.ARENA;

  /** Larger windows loop over their taps. */
  private static final int UNROLLED_TAPS = 16;

  /** The same where each tap has an exponential, a polynomial that is inlined for each. */
  private static final int UNROLLED_EXPONENTIALS = 4;

  private final MemoryPlan plan;
  private final Node node;
  private final Placement cells;
  private final Placement positions;
  private final int lanes;
  private final boolean overlaps;

  /** {@code overlaps} is whether several windows add to a cell's derivative. */
  PoolWindow(
      MemoryPlan plan,
      Node node,
      Placement cells,
      Placement positions,
      int lanes,
      boolean overlaps) {
    this.plan = plan;
    this.node = node;
    this.cells = cells;
    this.positions = positions;
    this.lanes = lanes;
    this.overlaps = overlaps;
  }

  /** How many taps of a window are written out: one stands for all where they are looped over. */
  int writtenTaps(PoolRegion region) {
    return region.taps() <= unrolledTaps() ? Math.max(1, region.taps()) : 1;
  }

  private int unrolledTaps() {
    return smooth().isPresent() ? UNROLLED_EXPONENTIALS : UNROLLED_TAPS;
  }

  private Optional<SmoothPoolExpressions> smooth() {
    return switch (node.operation()) {
      case Operation.SmoothPool(Windows _, SmoothPooling kind) ->
          Optional.of(new SmoothPoolExpressions(kind, lanes));
      case Operation.SmoothPoolGradient(Windows _, SmoothPooling kind) ->
          Optional.of(new SmoothPoolExpressions(kind, lanes));
      default -> Optional.empty();
    };
  }

  /** The windows of a box at one position. */
  void write(Block block, PoolRegion region, Index channel, List<Index> position) {
    List<Index> at = new ArrayList<>(List.of(channel));
    at.addAll(position);
    List<Index> corner = new ArrayList<>(List.of(channel));
    for (int d = 0; d < position.size(); d++) {
      WindowRun span = region.spans().get(d);
      corner.add(position.get(d).times(span.stride()).plus(span.origin()));
    }
    switch (node.operation()) {
      case Operation.MaxPool _ -> maximum(block, region, at, corner);
      case Operation.AveragePool _ -> mean(block, region, at, corner);
      case Operation.MaxPoolGradient _ -> maximumGradient(block, region, at, corner);
      case Operation.AveragePoolGradient _ -> meanGradient(block, region, at, corner);
      case Operation.SmoothPool _ -> smooth(block, region, at, corner);
      case Operation.SmoothPoolGradient _ -> smoothGradient(block, region, at, corner);
      default -> throw new IllegalArgumentException(node + " is no pooling");
    }
  }

  private void maximum(Block block, PoolRegion region, List<Index> at, List<Index> corner) {
    store(block, positions, at, largest(block, region, corner));
  }

  private Expression largest(Block block, PoolRegion region, List<Index> corner) {
    Local max = new Local("max", lanes);
    block.set(max, new Expression.Constant(Float.NEGATIVE_INFINITY, lanes));
    taps(
        block,
        region,
        corner,
        (body, cell, _) ->
            body.set(
                max,
                new Expression.Binary(
                    Operator.MAXIMUM, new Expression.Read(max), load(cells, cell))));
    return new Expression.Read(max);
  }

  private void mean(Block block, PoolRegion region, List<Index> at, List<Index> corner) {
    Local sum = new Local("sum", lanes);
    block.set(sum, new Expression.Constant(0, lanes));
    taps(
        block,
        region,
        corner,
        (body, cell, _) ->
            body.set(
                sum,
                new Expression.Binary(Operator.ADD, new Expression.Read(sum), load(cells, cell))));
    store(block, positions, at, divided(new Expression.Read(sum), region));
  }

  private void meanGradient(Block block, PoolRegion region, List<Index> at, List<Index> corner) {
    Local share = new Local("share", lanes);
    block.set(share, divided(load(positions, at), region));
    taps(block, region, corner, (body, cell, _) -> addTo(body, cell, new Expression.Read(share)));
  }

  /**
   * The derivative goes to the first cell that equals the maximum; {@code rest} is what is still to
   * be given.
   */
  private void maximumGradient(Block block, PoolRegion region, List<Index> at, List<Index> corner) {
    Placement input = plan.placement(node.operand(0));
    Placement output = plan.placement(node.operand(1));
    Placement derivative = plan.placement(node.operand(2));
    Expression zero = new Expression.Constant(0, lanes);
    Expression max = block.set(new Local("max", lanes), load(output, at));
    Local rest = new Local("rest", lanes);
    block.set(rest, load(derivative, at));
    taps(
        block,
        region,
        corner,
        (body, cell, isLast) -> {
          Expression value = body.set(new Local("cell", lanes), load(input, cell));
          Expression left = new Expression.Read(rest);
          Expression.Comparison equal = Expression.Comparison.EQUAL;
          Expression share =
              body.set(
                  new Local("share", lanes), new Expression.Select(equal, value, max, left, zero));
          addTo(body, cell, share);
          if (!isLast) {
            body.set(rest, new Expression.Select(equal, value, max, zero, left));
          }
        });
  }

  /** A soft maximum takes the maximum out of its exponents, lest they overflow. */
  private void smooth(Block block, PoolRegion region, List<Index> at, List<Index> corner) {
    SmoothPoolExpressions formula = smooth().orElseThrow();
    Expression max =
        formula.kind() instanceof SmoothPooling.LogSumExp
            ? largest(block, region, corner)
            : new Expression.Constant(0, lanes);
    Local sum = new Local("sum", lanes);
    block.set(sum, new Expression.Constant(0, lanes));
    taps(
        block,
        region,
        corner,
        (body, cell, _) -> {
          Expression value = body.set(new Local("cell", lanes), load(cells, cell));
          Expression term = body.set(new Local("term", lanes), formula.term(value, max));
          body.set(sum, new Expression.Binary(Operator.ADD, new Expression.Read(sum), term));
        });
    Expression result = formula.result(new Expression.Read(sum), max, region.taps());
    store(block, positions, at, result);
  }

  private void smoothGradient(Block block, PoolRegion region, List<Index> at, List<Index> corner) {
    SmoothPoolExpressions formula = smooth().orElseThrow();
    Placement input = plan.placement(node.operand(0));
    Placement output = plan.placement(node.operand(1));
    Expression result = block.set(new Local("pooled", lanes), load(output, at));
    Expression dy = block.set(new Local("derivative", lanes), load(positions, at));
    taps(
        block,
        region,
        corner,
        (body, cell, _) -> {
          Expression value = body.set(new Local("cell", lanes), load(input, cell));
          Local share = new Local("share", lanes);
          addTo(body, cell, body.set(share, formula.share(value, result, dy, region.taps())));
        });
  }

  private void addTo(Block block, List<Index> cell, Expression share) {
    Expression value =
        overlaps ? new Expression.Binary(Operator.ADD, load(cells, cell), share) : share;
    store(block, cells, cell, value);
  }

  private Expression divided(Expression sum, PoolRegion region) {
    int divisor = region.divisor();
    return divisor == 1
        ? sum
        : new Expression.Binary(
            Operator.MULTIPLY, sum, new Expression.Constant(1.0f / divisor, lanes));
  }

  private interface TapWriter {
    /** {@code isLast} is whether no other tap follows; taps of a loop cannot tell. */
    void write(Block block, List<Index> cell, boolean isLast);
  }

  private void taps(Block block, PoolRegion region, List<Index> corner, TapWriter writer) {
    taps(block, region, corner, 0, region.taps() <= unrolledTaps(), true, writer);
  }

  private void taps(
      Block block,
      PoolRegion region,
      List<Index> cell,
      int axis,
      boolean unrolled,
      boolean isLast,
      TapWriter writer) {
    int rank = region.spans().size();
    if (axis == rank) {
      writer.write(block, cell, isLast);
      return;
    }
    WindowRun span = region.spans().get(axis);
    if (unrolled) {
      for (int tap = 0; tap < span.taps(); tap++) {
        List<Index> moved = moved(cell, axis, Index.of(tap * span.dilation()));
        taps(block, region, moved, axis + 1, true, isLast && tap == span.taps() - 1, writer);
      }
      return;
    }
    block.loop(
        AxisNames.tap(rank, axis),
        span.taps(),
        (body, tap) ->
            taps(
                body,
                region,
                moved(cell, axis, tap.times(span.dilation())),
                axis + 1,
                false,
                false,
                writer));
  }

  private static List<Index> moved(List<Index> cell, int axis, Index by) {
    List<Index> moved = new ArrayList<>(cell);
    moved.set(axis + 1, cell.get(axis + 1).plus(by));
    return moved;
  }

  private Expression load(Placement placement, List<Index> at) {
    return new Expression.Load(ARENA, MapLoops.at(placement, at), lanes);
  }

  private void store(Block block, Placement placement, List<Index> at, Expression value) {
    block.add(new Statement.Store(ARENA, MapLoops.at(placement, at), value));
  }
}
