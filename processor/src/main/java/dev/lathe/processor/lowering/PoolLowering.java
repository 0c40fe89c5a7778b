package dev.lathe.processor.lowering;

import dev.lathe.processor.graph.Divisor;
import dev.lathe.processor.graph.Node;
import dev.lathe.processor.graph.Operation;
import dev.lathe.processor.graph.WindowRun;
import dev.lathe.processor.graph.Windows;
import dev.lathe.processor.loop.Index;
import dev.lathe.processor.loop.Kernel;
import dev.lathe.processor.memory.MemoryPlan;
import dev.lathe.processor.memory.Placement;
import dev.lathe.processor.schedule.AxisNames;
import java.util.ArrayList;
import java.util.List;

/**
 * Pooling and its gradients: for each box of equal windows loops over its positions and channels,
 * inside of which {@link PoolWindow} writes what becomes of one window.
 */
final class PoolLowering {

  /** So many boxes have a kernel each; more share kernels, lest there be too many. */
  private static final int MOST_KERNELS = 9;

  /** Taps that the boxes of a shared kernel may have written out in all. */
  private static final int MOST_SHARED_TAPS = 16;

  private final MemoryPlan plan;
  private final Node node;
  private final Windows windows;
  private final Placement cells;
  private final Placement positions;
  private final int lanes;

  /**
   * {@code cells} is the map that windows slide over, {@code positions} has one element a window.
   */
  PoolLowering(MemoryPlan plan, Node node, Windows windows, int cells, int positions) {
    this.plan = plan;
    this.node = node;
    this.windows = windows;
    this.cells = plan.placement(cells);
    this.positions = plan.placement(positions);
    List<Integer> values = new ArrayList<>(node.operands());
    values.add(node.id());
    this.lanes = plan.scheduled().allChannelsLast(values) ? plan.scheduled().machine().lanes() : 1;
  }

  List<Kernel> lower(String name, List<String> description) {
    List<PoolRegion> regions = PoolRegion.of(windows, divisor(), cells.shape());
    PoolCoverage coverage = new PoolCoverage(regions, cells.shape());
    PoolWindow window = new PoolWindow(plan, node, cells, positions, lanes, coverage.overlaps());
    List<List<PoolRegion>> parts = parts(regions, window);
    List<Kernel> kernels = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Block block = new Block();
      if (i == 0 && isGradient() && (coverage.overlaps() || !coverage.isComplete())) {
        block.comment("Cells that no window reaches, or several windows add to, start at 0.");
        MapLoops.zero(block, cells);
      }
      for (PoolRegion region : parts.get(i)) {
        if (parts.get(i).size() > 1) {
          block.comment(extent(region));
        }
        region(block, window, region, new ArrayList<>());
      }
      List<String> lines = new ArrayList<>(description);
      if (parts.size() > 1) {
        String what =
            parts.get(i).size() == 1 ? extent(parts.get(i).getFirst()) : "several kinds of windows";
        lines.add("Part %d of %d: %s.".formatted(i + 1, parts.size(), what));
      }
      kernels.add(Kernels.of(name + (i == 0 ? "" : "Rest" + i), lines, block));
    }
    return kernels;
  }

  private boolean isGradient() {
    return node.operation() instanceof Operation.MaxPoolGradient
        || node.operation() instanceof Operation.AveragePoolGradient
        || node.operation() instanceof Operation.SmoothPoolGradient;
  }

  private Divisor divisor() {
    return switch (node.operation()) {
      case Operation.AveragePool(Windows _, Divisor divisor) -> divisor;
      case Operation.AveragePoolGradient(Windows _, Divisor divisor) -> divisor;
      default -> Divisor.none();
    };
  }

  /** The boxes of each kernel. */
  private static List<List<PoolRegion>> parts(List<PoolRegion> regions, PoolWindow window) {
    if (regions.size() <= MOST_KERNELS) {
      return regions.stream().map(List::of).toList();
    }
    List<List<PoolRegion>> parts = new ArrayList<>();
    int taps = 0;
    for (PoolRegion region : regions) {
      int more = window.writtenTaps(region) + 1; // the window around them counts too
      if (parts.isEmpty() || taps + more > MOST_SHARED_TAPS) {
        parts.add(new ArrayList<>());
        taps = 0;
      }
      parts.getLast().add(region);
      taps += more;
    }
    return parts;
  }

  /** {@code y 0..1, x 1..8, windows of 2x3 cells}: the windows of a part. */
  private String extent(PoolRegion region) {
    List<String> parts = new ArrayList<>();
    List<String> extents = new ArrayList<>();
    for (int axis = 0; axis < windows.rank(); axis++) {
      WindowRun span = region.spans().get(axis);
      if (positions.shape().extent(axis + 1) > 1) {
        String name = AxisNames.position(windows.rank(), axis);
        parts.add("%s %d..%d".formatted(name, span.from(), span.to()));
      }
      extents.add(String.valueOf(span.taps()));
    }
    parts.add("windows of %s cells".formatted(String.join("x", extents)));
    return String.join(", ", parts);
  }

  private void region(Block block, PoolWindow window, PoolRegion region, List<Index> position) {
    int axis = position.size();
    if (axis < windows.rank()) {
      WindowRun span = region.spans().get(axis);
      String name = AxisNames.position(windows.rank(), axis);
      block.loop(
          name,
          span.from(),
          span.to(),
          1,
          (body, variable) -> {
            List<Index> inner = new ArrayList<>(position);
            inner.add(variable);
            region(body, window, region, inner);
          });
      return;
    }
    int channels = plan.scheduled().machine().padded(cells.shape().channels());
    int extent = lanes == 1 ? cells.shape().channels() : channels;
    block.loop(
        "c", 0, extent, lanes, (body, channel) -> window.write(body, region, channel, position));
  }
}
