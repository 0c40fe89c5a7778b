package dev.lathe.processor.schedule;

import dev.lathe.processor.loop.Index;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How packed weights lie, for others than those that they are packed for. */
public final class PackedWalk {

  private PackedWalk() {}

  /** Whether others may read a contraction's weights where they lie. */
  public static boolean isReadable(ScheduledContraction owner, int parameter) {
    return owner.packedFor().isEmpty()
        && owner.contraction().right().filter(right -> right.node() == parameter).isPresent()
        && isEven(owner.contraction(), owner.tiling());
  }

  /**
   * Whether the place of a weight is an even walk along each of its coordinates: all tiles are of
   * one size.
   */
  static boolean isEven(Contraction contraction, Tiling tiling) {
    if (tiling.lanes() == 1
        || tiling.overlapping()
        || contraction.accumulate()
        || contraction.right().isEmpty()) {
      return false;
    }
    Access weights = contraction.right().get();
    List<Region> regions = Region.of(contraction, tiling);
    return weights.blocks().isEmpty()
        && weights.dependsOn(tiling.vectorAxis())
        && weights.coordinates().stream().allMatch(PackedWalk::isPlain)
        && contraction.axes(Axis.Role.PARALLEL).stream()
            .filter(axis -> weights.dependsOn(axis.name()))
            .allMatch(axis -> spans(regions, axis).size() == 1);
  }

  /**
   * Whether a step along an axis leads equally far everywhere: tiles are of one element, or there
   * is one alone.
   */
  public static boolean isUniform(ScheduledContraction owner) {
    return owner.regions().getFirst().spans().stream()
        .allMatch(span -> span.isConstant() || isSingle(owner.tiling(), span));
  }

  private static boolean isSingle(Tiling tiling, Span span) {
    return span.offsets().size() == 1 && !span.axis().name().equals(tiling.vectorAxis());
  }

  /** Whether one axis moves a coordinate step by step, or none does. */
  private static boolean isPlain(Index coordinate) {
    return coordinate.terms().size() <= 1
        && coordinate.terms().values().stream().allMatch(step -> Math.abs(step) == 1);
  }

  private static Set<Span> spans(List<Region> regions, Axis axis) {
    return regions.stream()
        .map(region -> region.span(axis.name()).orElseThrow())
        .collect(Collectors.toSet());
  }
}
