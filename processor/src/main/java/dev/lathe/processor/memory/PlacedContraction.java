package dev.lathe.processor.memory;

import dev.lathe.processor.schedule.AxisNames;
import dev.lathe.processor.schedule.Region;
import dev.lathe.processor.schedule.ScheduledContraction;
import dev.lathe.processor.schedule.Span;
import java.util.List;

/** A scheduled contraction, region by region. */
public record PlacedContraction(ScheduledContraction scheduled, List<PlacedRegion> regions) {

  public PlacedContraction {
    regions = List.copyOf(regions);
  }

  /** The region that covers what one of the same contraction over several images covers. */
  PlacedRegion regionLike(Region region) {
    List<Span> spans =
        region.spans().stream()
            .filter(span -> !span.axis().name().equals(AxisNames.IMAGE))
            .toList();
    return regions.stream()
        .filter(each -> each.region().spans().equals(spans))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(region + " is none of " + regions));
  }
}
