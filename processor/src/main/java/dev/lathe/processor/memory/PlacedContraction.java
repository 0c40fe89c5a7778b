package dev.lathe.processor.memory;

import dev.lathe.processor.schedule.ScheduledContraction;
import java.util.List;

/** A scheduled contraction, region by region. */
public record PlacedContraction(ScheduledContraction scheduled, List<PlacedRegion> regions) {

  public PlacedContraction {
    regions = List.copyOf(regions);
  }
}
