package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.Window;
import dev.lathe.processor.loop.Buffer;
import dev.lathe.processor.loop.Expression;
import dev.lathe.processor.loop.Expression.Operator;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Kernel;
import dev.lathe.processor.loop.Local;
import dev.lathe.processor.loop.Statement;
import dev.lathe.processor.memory.Buffers;
import dev.lathe.processor.memory.MemoryPlan;
import dev.lathe.processor.memory.Placement;
import dev.lathe.processor.schedule.AxisNames;
import java.util.ArrayList;
import java.util.List;

/**
 * Pooling and its gradients: one kernel for each box of equally cut windows, their taps written
 * out.
 */
final class PoolLowering {
  private static final Buffer ARENA = Buffers.ARENA;

  /** Larger windows loop over their taps. */
  private static final int UNROLLED_TAPS = 16;

  private final MemoryPlan plan;
  private final Node node;
  private final Window window;
  private final Placement cells;
  private final Placement windows;
  private final int lanes;

  /** {@code cells} is the map that windows slide over, {@code windows} has one element a window. */
  PoolLowering(MemoryPlan plan, Node node, Window window, int cells, int windows) {
    this.plan = plan;
    this.node = node;
    this.window = window;
    this.cells = plan.placement(cells);
    this.windows = plan.placement(windows);
    List<Integer> values = new ArrayList<>(node.operands());
    values.add(node.id());
    this.lanes = plan.scheduled().allChannelsLast(values) ? plan.scheduled().machine().lanes() : 1;
  }

  List<Kernel> lower(String name, List<String> description) {
    boolean isGradient =
        node.operation() instanceof Operation.MaxPoolGradient
            || node.operation() instanceof Operation.AveragePoolGradient;
    List<PoolRegion> regions = PoolRegion.of(window, cells.shape(), windows.shape());
    List<Kernel> kernels = new ArrayList<>();
    for (int i = 0; i < regions.size(); i++) {
      Block block = new Block();
      if (i == 0 && isGradient && (overlapping() || !covering())) {
        block.comment("Cells that no window reaches, or several windows add to, start at 0.");
        MapLoops.zero(block, cells);
      }
      region(block, regions.get(i), new ArrayList<>());
      List<String> lines = new ArrayList<>(description);
      if (regions.size() > 1) {
        lines.add("Part %d of %d: %s.".formatted(i + 1, regions.size(), extent(regions.get(i))));
      }
      kernels.add(Kernels.of(name + (i == 0 ? "" : "Rest" + i), lines, block));
    }
    return kernels;
  }

  /** {@code y 0..1, x 1..8, windows of 2x3 cells}: the windows of a part. */
  private String extent(PoolRegion region) {
    List<String> parts = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    for (int axis = 0; axis < window.rank(); axis++) {
      PoolRegion.PoolSpan span = region.spans().get(axis);
      if (windows.shape().extent(axis + 1) > 1) {
        String name = AxisNames.position(window.rank(), axis);
        parts.add("%s %d..%d".formatted(name, span.from(), span.to()));
      }
      cells.add(String.valueOf(span.taps()));
    }
    parts.add("windows of %s cells".formatted(String.join("x", cells)));
    return String.join(", ", parts);
  }

  /** Whether a cell may belong to several windows. */
  private boolean overlapping() {
    for (int d = 0; d < window.rank(); d++) {
      if (window.span(d) > window.stride().get(d)) {
        return true;
      }
    }
    return false;
  }

  /** Whether every cell belongs to a window, given that windows do not overlap. */
  private boolean covering() {
    for (int d = 0; d < window.rank(); d++) {
      boolean exact =
          window.dilation().get(d) == 1
              && window.stride().get(d).equals(window.kernel().get(d))
              && window.before().get(d) == 0
              && windows.shape().extent(d + 1) * window.stride().get(d)
                  >= cells.shape().extent(d + 1);
      if (!exact && cells.shape().extent(d + 1) > 1) {
        return false;
      }
    }
    return true;
  }

  private void region(Block block, PoolRegion region, List<Index> position) {
    int axis = position.size();
    if (axis < window.rank()) {
      PoolRegion.PoolSpan span = region.spans().get(axis);
      String name = AxisNames.position(window.rank(), axis);
      block.loop(
          name,
          span.from(),
          span.to(),
          1,
          (body, variable) -> {
            List<Index> inner = new ArrayList<>(position);
            inner.add(variable);
            region(body, region, inner);
          });
      return;
    }
    int channels = plan.scheduled().machine().padded(cells.shape().channels());
    int extent = lanes == 1 ? cells.shape().channels() : channels;
    block.loop("c", 0, extent, lanes, (body, channel) -> window(body, region, channel, position));
  }

  private void window(Block block, PoolRegion region, Index channel, List<Index> position) {
    List<Index> at = new ArrayList<>(List.of(channel));
    at.addAll(position);
    List<Index> corner = new ArrayList<>(List.of(channel));
    for (int d = 0; d < position.size(); d++) {
      PoolRegion.PoolSpan span = region.spans().get(d);
      corner.add(position.get(d).times(span.stride()).plus(span.origin()));
    }
    switch (node.operation()) {
      case Operation.MaxPool _ -> maximum(block, region, at, corner);
      case Operation.AveragePool(Window _, boolean countPadding) ->
          mean(block, region, at, corner, countPadding);
      case Operation.MaxPoolGradient _ -> maximumGradient(block, region, at, corner);
      case Operation.AveragePoolGradient(Window _, boolean countPadding) ->
          meanGradient(block, region, at, corner, countPadding);
      default -> throw new IllegalArgumentException(node + " is no pooling");
    }
  }

  private void maximum(Block block, PoolRegion region, List<Index> at, List<Index> corner) {
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
    store(block, windows, at, new Expression.Read(max));
  }

  private void mean(
      Block block, PoolRegion region, List<Index> at, List<Index> corner, boolean countPadding) {
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
    store(block, windows, at, scaled(new Expression.Read(sum), region, countPadding));
  }

  private void meanGradient(
      Block block, PoolRegion region, List<Index> at, List<Index> corner, boolean countPadding) {
    Local share = new Local("share", lanes);
    block.set(share, scaled(load(windows, at), region, countPadding));
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

  private void addTo(Block block, List<Index> cell, Expression share) {
    Expression value =
        overlapping() ? new Expression.Binary(Operator.ADD, load(cells, cell), share) : share;
    store(block, cells, cell, value);
  }

  private Expression scaled(Expression sum, PoolRegion region, boolean countPadding) {
    int count = countPadding ? window.taps() : region.taps();
    return new Expression.Binary(
        Operator.MULTIPLY, sum, new Expression.Constant(1.0f / count, lanes));
  }

  private interface TapWriter {
    /** {@code isLast} is whether no other tap follows; taps of a loop cannot tell. */
    void write(Block block, List<Index> cell, boolean isLast);
  }

  private void taps(Block block, PoolRegion region, List<Index> corner, TapWriter writer) {
    taps(block, region, corner, 0, region.taps() <= UNROLLED_TAPS, true, writer);
  }

  private void taps(
      Block block,
      PoolRegion region,
      List<Index> cell,
      int axis,
      boolean unrolled,
      boolean isLast,
      TapWriter writer) {
    if (axis == window.rank()) {
      writer.write(block, cell, isLast);
      return;
    }
    PoolRegion.PoolSpan span = region.spans().get(axis);
    if (unrolled) {
      for (int tap = span.firstTap(); tap < span.endTap(); tap++) {
        List<Index> moved = moved(cell, axis, Index.of(tap * span.dilation()));
        taps(block, region, moved, axis + 1, true, isLast && tap == span.endTap() - 1, writer);
      }
      return;
    }
    String name = AxisNames.tap(window.rank(), axis);
    block.loop(
        name,
        span.firstTap(),
        span.endTap(),
        1,
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
