package dev.lathe.processor.lowering;

import dev.lathe.processor.memory.Operand;
import dev.lathe.processor.memory.PlacedContraction;
import dev.lathe.processor.schedule.AxisNames;
import dev.lathe.processor.schedule.Contraction;
import dev.lathe.processor.schedule.Region;
import dev.lathe.processor.schedule.ScheduledContraction;
import dev.lathe.processor.schedule.Span;
import dev.lathe.processor.schedule.Tiling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What stands above the kernel of a contraction. */
final class KernelDescription {
  private KernelDescription() {}

  /**
   * The lines of a comment.
   *
   * @param which of the contraction's regions
   * @param parts that each sum goes in
   * @param readsAhead whether weights are fetched before they are wanted
   * @param geometry what is computed
   */
  static List<String> of(
      PlacedContraction placed, int which, int parts, boolean readsAhead, List<String> geometry) {
    ScheduledContraction scheduled = placed.scheduled();
    Tiling tiling = scheduled.tiling();
    List<String> description = new ArrayList<>(geometry);
    String split = parts > 1 ? "; each sum in %d parts".formatted(parts) : "";
    description.add("Schedule: " + tiling + split + ".");
    scheduled.partOf().ifPresent(_ -> description.add(results(scheduled)));
    scheduled
        .packedFor()
        .map(owner -> owner.contraction().name())
        .ifPresent(owner -> description.add("Weights: as they are packed for " + owner + "."));
    if (placed.regions().get(which).right().map(Operand::groups).orElse(0) > 0) {
      description.add(
          "Weights: rounded to 24 bits; three words carry a fourth one in their lowest bytes.");
    }
    if (readsAhead) {
      description.add("Weights: a number of each cache line is read 4 KB ahead.");
    }
    description.add(cost(scheduled.contraction()));
    int count = placed.regions().size();
    if (count > 1) {
      Region region = placed.regions().get(which).region();
      description.add("Part %d of %d: %s.".formatted(which + 1, count, extent(region, tiling)));
    }
    return description;
  }

  /** Which of the results a part has, and what becomes of the others or of its lanes. */
  private static String results(ScheduledContraction part) {
    Contraction contraction = part.contraction();
    int from = contraction.out().coordinates().getFirst().constant();
    int to = from + contraction.axis(AxisNames.CHANNEL).extent();
    return "Results: o %d..%d%s."
        .formatted(
            from,
            to,
            contraction.sumsLanes(part.tiling())
                ? " as dot products, whose lanes are added in the end"
                : "; the others, which fill no vector, are dot products");
  }

  private static String cost(Contraction contraction) {
    if (contraction.images() > 1) {
      return String.format(
          Locale.ROOT,
          "Cost: %,d multiply-adds, for %d images.",
          contraction.multiplyAdds(),
          contraction.images());
    }
    return String.format(Locale.ROOT, "Cost: %,d multiply-adds.", contraction.multiplyAdds());
  }

  /** {@code o 0..16, x 0..10}: the results of this region. */
  private static String extent(Region region, Tiling tiling) {
    List<String> parts = new ArrayList<>();
    for (Span span : region.spans()) {
      if (span.axis().extent() == 1) {
        continue;
      }
      int width = span.axis().name().equals(tiling.vectorAxis()) ? tiling.lanes() : 1;
      int end = Math.min(span.axis().extent(), span.end(width));
      parts.add("%s %d..%d".formatted(span.axis().name(), span.from(), end));
    }
    return String.join(", ", parts);
  }
}
